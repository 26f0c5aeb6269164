import { ExpressionReader } from "./parse-expression";
import { type Command, type Named, QueryError, tokens } from "./syntax";

/**
 * Reads a query of Logs Insights: `fields`, `display`, `filter`, `stats`, `sort`, `limit` and `parse`, as far as
 * questions about flow logs need them. Throws QueryError.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html
 */
export function parseQuery(query: string): readonly Command[] {
  const reader = new ExpressionReader(tokens(query), query);
  const commands: Command[] = [];
  while (reader.accept("|"));
  while (reader.peek().kind !== "end") {
    commands.push(command(reader));
    if (reader.peek().kind !== "end") reader.expect("|");
  }
  return commands;
}

function command(reader: ExpressionReader): Command {
  const { text, from, to } = reader.next();
  switch (text.toLowerCase()) {
    case "fields":
      return { kind: "fields", columns: named(reader) };
    case "display":
      return { kind: "display", columns: named(reader) };
    case "filter":
    case "where":
      return { kind: "filter", condition: reader.expression() };
    case "stats": {
      const columns = named(reader);
      return { kind: "stats", columns, by: reader.accept("by") ? named(reader) : [] };
    }
    case "sort":
      return { kind: "sort", by: sortKeys(reader) };
    case "limit":
    case "head":
      return { kind: "limit", count: Number(reader.next().text) };
    case "parse":
      return parse(reader);
    default:
      throw new QueryError(`unexpected symbol found ${text}`, from, to);
  }
}

function named(reader: ExpressionReader): Named[] {
  const out: Named[] = [];
  do {
    const expression = reader.expression();
    out.push({ expression, name: reader.accept("as") ? reader.name() : expression.text });
  } while (reader.accept(","));
  return out;
}

function sortKeys(reader: ExpressionReader): Extract<Command, { kind: "sort" }>["by"] {
  const out = [];
  do {
    const expression = reader.expression();
    const descending = reader.accept("desc");
    if (!descending) reader.accept("asc");
    out.push({ expression, descending });
  } while (reader.accept(","));
  return out;
}

/** `parse FIELD "* GLOB *" as a, b` or `parse FIELD /(?<a>REGEX)/`. */
function parse(reader: ExpressionReader): Command {
  const from = reader.peekIsPattern() ? null : reader.expression();
  const pattern = reader.expression();
  const field = from ?? { kind: "field", name: "@message", text: "@message" };
  if (pattern.kind === "pattern") {
    const names = [...pattern.pattern.source.matchAll(/\(\?<(\w+)>/g)].map(([, name = ""]) => name);
    return { kind: "parse", from: field, pattern: pattern.pattern, names };
  }
  if (pattern.kind !== "value") throw new QueryError("parse needs a pattern", 0, 0);
  reader.expect("as");
  const names: string[] = [];
  do names.push(reader.name());
  while (reader.accept(","));
  const glob = String(pattern.value)
    .split("*")
    .map((part) => part.replace(/[.+^${}()|[\]\\?]/g, "\\$&"));
  // Every star but the last takes as little as it can; the last one takes what is left.
  const source = glob.map((part, n) =>
    n === 0 ? part : `${n === glob.length - 1 && part === "" ? "(.*)" : "(.*?)"}${part}`,
  );
  return { kind: "parse", from: field, pattern: new RegExp(source.join("")), names };
}
