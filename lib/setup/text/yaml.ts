/** What a template is made of: JSON, in the order in which it is to be written. */
export type Tree = string | number | boolean | readonly Tree[] | { readonly [key: string]: Tree };

// A plain scalar that no YAML reader, 1.1 or 1.2, takes for anything but text: no indicator, no number, no date, no word for
// a truth value or nothing, and no bare exponent, which some readers of 1.1 take for a number.
const PLAIN = /^[A-Za-z_/][A-Za-z0-9_./-]*(?:::?[A-Za-z0-9_./-]+)*(?: [A-Za-z0-9_./-]+)*$/;
const WORDS = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf|e[-+]?\d+)$/i;

const printText = (text: string): string =>
  PLAIN.test(text) && !WORDS.test(text) && text.length < 200 ? text : JSON.stringify(text);

function isEmpty(tree: Tree): boolean {
  return typeof tree === "object" && Object.keys(tree).length === 0;
}

const isBlock = (tree: Tree): boolean => typeof tree === "object" && !isEmpty(tree);

function lines(tree: Tree): string[] {
  if (typeof tree === "string") return [printText(tree)];
  if (typeof tree !== "object") return [String(tree)];
  if (isEmpty(tree)) return [Array.isArray(tree) ? "[]" : "{}"];
  if (Array.isArray(tree)) {
    return tree.flatMap((item: Tree) => lines(item).map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`)));
  }
  return Object.entries(tree).flatMap(([key, value]) => {
    const inner = lines(value);
    return isBlock(value)
      ? [`${printText(key)}:`, ...inner.map((line) => `  ${line}`)]
      : [`${printText(key)}: ${inner[0]}`];
  });
}

/** Writes a tree as YAML 1.1 block style, which every reader of 1.2 reads alike. */
export function printYaml(tree: Tree): string {
  return `${lines(tree).join("\n")}\n`;
}
