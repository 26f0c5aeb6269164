/** An expression of the query language. `text` is how it was written, which names its column. */
export type Expression =
  | { readonly kind: "value"; readonly value: string | number; readonly text: string }
  | { readonly kind: "pattern"; readonly pattern: RegExp; readonly text: string }
  | { readonly kind: "field"; readonly name: string; readonly text: string }
  | { readonly kind: "period"; readonly ms: number; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly Expression[]; readonly text: string }
  | { readonly kind: "call"; readonly name: string; readonly parts: readonly Expression[]; readonly text: string }
  | { readonly kind: "operator"; readonly name: string; readonly parts: readonly Expression[]; readonly text: string };

/** An expression and the name of its column. */
export interface Named {
  readonly expression: Expression;
  readonly name: string;
}

export type Command =
  | { readonly kind: "fields" | "display"; readonly columns: readonly Named[] }
  | { readonly kind: "filter"; readonly condition: Expression }
  | { readonly kind: "stats"; readonly columns: readonly Named[]; readonly by: readonly Named[] }
  | { readonly kind: "sort"; readonly by: readonly { readonly expression: Expression; readonly descending: boolean }[] }
  | { readonly kind: "limit"; readonly count: number }
  | { readonly kind: "parse"; readonly from: Expression; readonly pattern: RegExp; readonly names: readonly string[] };

/** A query that cannot be read, and where. */
export class QueryError extends Error {
  constructor(
    message: string,
    readonly from: number,
    readonly to: number,
  ) {
    super(message);
  }
}

export interface Token {
  readonly kind: "word" | "number" | "period" | "string" | "regex" | "sign" | "end";
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

const TOKEN =
  /\s+|#[^\n]*|(?<period>\d+(?:ms|[smhdw])\b)|(?<number>\d+(?:\.\d+)?)|(?<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(?<word>`[^`]+`|[@A-Za-z_][\w.@]*)|(?<sign>=~|!=|<=|>=|[|,()[\]=<>+*/%^-])/y;
const REGEX = /\/(?:[^/\\\n]|\\.)+\/i?/y;

/** Splits a query into tokens. A slash begins a pattern where a value may stand, else it divides. */
export function tokens(query: string): Token[] {
  const out: Token[] = [];
  let at = 0;
  while (at < query.length) {
    const last = out.at(-1);
    const valueMayStand =
      last?.kind === "sign" ? last.text !== ")" : last?.kind === "word" && /^(like|parse|@message)$/i.test(last.text);
    REGEX.lastIndex = at;
    const regex = query[at] === "/" && valueMayStand ? REGEX.exec(query) : null;
    TOKEN.lastIndex = at;
    const match = regex ?? TOKEN.exec(query);
    if (!match) throw new QueryError(`unexpected symbol found ${query[at]}`, at, at + 1);
    const to = at + match[0].length;
    const kind = regex ? "regex" : kindOf(match.groups ?? {});
    if (kind) out.push({ kind, text: match[0], from: at, to });
    at = to;
  }
  out.push({ kind: "end", text: "", from: query.length, to: query.length });
  return out;
}

function kindOf(groups: Readonly<Record<string, string | undefined>>): Token["kind"] | null {
  for (const kind of ["period", "number", "string", "word", "sign"] as const) {
    if (groups[kind] !== undefined) return kind;
  }
  return null;
}

const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** Milliseconds of `5m`, `1h` and so on. */
export function periodMs(text: string): number {
  const [, count = "0", unit = "ms"] = /^(\d+)(\D+)$/.exec(text) ?? [];
  return Number(count) * (UNITS[unit] ?? 1);
}
