import { type Expression, periodMs, QueryError, type Token } from "./syntax";

const COMPARISONS = new Set(["=", "!=", "<", "<=", ">", ">=", "like", "=~", "in", "not"]);

/** Reads expressions from tokens, the loosest operator first. */
export class ExpressionReader {
  #at = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly query: string,
  ) {}

  peek(): Token {
    return this.tokens[this.#at] as Token;
  }

  next(): Token {
    const token = this.peek();
    if (token.kind !== "end") this.#at += 1;
    return token;
  }

  /** Steps over this word or sign if it is next. */
  accept(text: string): boolean {
    const token = this.peek();
    if (token.kind === "string" || token.text.toLowerCase() !== text) return false;
    this.#at += 1;
    return true;
  }

  expect(text: string): void {
    const { from, to, text: found } = this.peek();
    if (!this.accept(text)) throw new QueryError(`unexpected symbol found ${found}, expected ${text}`, from, to);
  }

  name(): string {
    const token = this.next();
    if (token.kind !== "word") throw new QueryError(`unexpected symbol found ${token.text}`, token.from, token.to);
    return unquoted(token.text);
  }

  peekIsPattern(): boolean {
    return this.peek().kind === "string" || this.peek().kind === "regex";
  }

  expression(): Expression {
    return this.#chain(["or"], () => this.#chain(["and"], () => this.#not()));
  }

  #not(): Expression {
    const { from } = this.peek();
    if (!this.accept("not")) return this.#comparison();
    return this.#operator("not", [this.#not()], from);
  }

  #comparison(): Expression {
    const { from } = this.peek();
    const left = this.#sum();
    const sign = this.peek().text.toLowerCase();
    if (this.peek().kind === "string" || !COMPARISONS.has(sign)) return left;
    this.next();
    if (sign !== "not") return this.#operator(sign === "=~" ? "like" : sign, [left, this.#sum()], from);
    const inner = this.next().text.toLowerCase();
    return this.#operator("not", [this.#operator(inner, [left, this.#sum()], from)], from);
  }

  #sum(): Expression {
    return this.#chain(["+", "-"], () => this.#chain(["*", "/", "%"], () => this.#primary()));
  }

  #chain(operators: readonly string[], inner: () => Expression): Expression {
    const { from } = this.peek();
    let left = inner();
    for (;;) {
      const name = operators.find((operator) => this.accept(operator));
      if (name === undefined) return left;
      left = this.#operator(name, [left, inner()], from);
    }
  }

  #operator(name: string, parts: readonly Expression[], from: number): Expression {
    return { kind: "operator", name, parts, text: this.#text(from) };
  }

  /** What was written from here to the last token that was taken. */
  #text(from: number): string {
    return this.query.slice(from, this.tokens[this.#at - 1]?.to ?? from);
  }

  #primary(): Expression {
    const token = this.next();
    const { text, from, to } = token;
    switch (token.kind) {
      case "number":
        return { kind: "value", value: Number(text), text };
      case "period":
        return { kind: "period", ms: periodMs(text), text };
      case "string":
        return { kind: "value", value: text.slice(1, -1).replace(/\\(.)/g, "$1"), text };
      case "regex": {
        const end = text.lastIndexOf("/");
        return { kind: "pattern", pattern: new RegExp(text.slice(1, end), text.slice(end + 1)), text };
      }
      case "word":
        if (this.accept("("))
          return { kind: "call", name: text.toLowerCase(), parts: this.#until(")"), text: this.#text(from) };
        return { kind: "field", name: unquoted(text), text: unquoted(text) };
      default:
    }
    if (text === "-") return this.#operator("negative", [this.#primary()], from);
    if (text === "*") return { kind: "value", value: 1, text };
    if (text === "[") return { kind: "list", items: this.#until("]"), text: this.#text(from) };
    if (text === "(") {
      const inner = this.expression();
      this.expect(")");
      return inner;
    }
    throw new QueryError(text === "" ? "unexpected end of query" : `unexpected symbol found ${text}`, from, to);
  }

  #until(closing: ")" | "]"): Expression[] {
    const out: Expression[] = [];
    if (this.accept(closing)) return out;
    do out.push(this.expression());
    while (this.accept(","));
    this.expect(closing);
    return out;
  }
}

const unquoted = (word: string): string => (word.startsWith("`") ? word.slice(1, -1) : word);
