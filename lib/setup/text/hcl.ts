/** Terraform's language (HCL native syntax specification), as far as these texts need it. */

/** An expression that is written as it is: a reference to another resource. */
export class Reference {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A string whose `${…}` parts are references; the rest is text. */
export class Template {
  readonly parts: readonly (string | Reference)[];

  constructor(...parts: readonly (string | Reference)[]) {
    this.parts = parts;
  }
}

/** A value of an argument. A `jsonencode` value is an object that the provider wants as JSON text. */
export type Value =
  | string
  | number
  | boolean
  | Reference
  | Template
  | readonly Value[]
  | { readonly jsonencode: unknown };

export interface Block {
  readonly type: string;
  readonly labels?: readonly string[];
  readonly arguments?: readonly (readonly [name: string, value: Value])[];
  readonly blocks?: readonly Block[];
}

const escaped = (text: string): string =>
  JSON.stringify(text)
    .slice(1, -1)
    .replaceAll(/[$%](?=\{)/g, (sign) => sign + sign);

/** A quoted string: `${` and `%{` would start a template, so they are doubled. */
export const printString = (text: string): string => `"${escaped(text)}"`;

const NAME = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/** A JSON value as an expression, as `terraform fmt` writes it: the equals signs of neighbours in one column. */
function printJson(value: unknown, indent: string): string {
  if (typeof value === "string") return printString(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.every((item) => typeof item !== "object")) {
      return `[${value.map((item) => printJson(item, inner)).join(", ")}]`;
    }
    return `[\n${value.map((item) => `${inner}${printJson(item, inner)},\n`).join("")}${indent}]`;
  }
  const rows = Object.entries(value).map(
    ([key, item]) => [NAME.test(key) ? key : printString(key), printJson(item, inner)] as const,
  );
  return `{\n${aligned(rows, inner)}${indent}}`;
}

/** Rows of `name = value`, aligned among neighbours that take one line each. */
function aligned(rows: readonly (readonly [name: string, value: string])[], indent: string): string {
  const single = (index: number): boolean => rows[index] !== undefined && !rows[index][1].includes("\n");
  let text = "";
  for (let from = 0; from < rows.length; ) {
    let to = from + 1;
    if (single(from)) while (single(to)) to++;
    const width = Math.max(...rows.slice(from, to).map(([name]) => name.length));
    for (const [name, value] of rows.slice(from, to)) text += `${indent}${name.padEnd(width)} = ${value}\n`;
    from = to;
  }
  return text;
}

function printValue(value: Value, indent: string): string {
  if (value instanceof Reference) return value.text;
  if (value instanceof Template) {
    const parts = value.parts.map((part) => (typeof part === "string" ? escaped(part) : `\${${part.text}}`));
    return `"${parts.join("")}"`;
  }
  if (typeof value === "string") return printString(value);
  if (typeof value !== "object") return String(value);
  if ("jsonencode" in value) return `jsonencode(${printJson(value.jsonencode, indent)})`;
  return `[${value.map((item) => printValue(item, indent)).join(", ")}]`;
}

function printBlock({ type, labels = [], arguments: given = [], blocks = [] }: Block, indent: string): string {
  const head = [type, ...labels.map(printString)].join(" ");
  const inner = `${indent}  `;
  const rows = given.map(([name, value]) => [name, printValue(value, inner)] as const);
  const nested = blocks.map((block) => printBlock(block, inner)).join("\n");
  const gap = rows.length > 0 && blocks.length > 0 ? "\n" : "";
  return `${indent}${head} {\n${aligned(rows, inner)}${gap}${nested}${indent}}\n`;
}

/** Writes blocks, with an empty line between them. */
export function printHcl(blocks: readonly Block[]): string {
  return blocks.map((block) => printBlock(block, "")).join("\n");
}
