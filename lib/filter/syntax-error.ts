import type { SyntaxNode, Tree } from "@lezer/common";
import { type FilterError, FilterMistake } from "./error";
import { findFilterField } from "./fields";
import { kindOf } from "./kinds";
import { shown } from "./token";

const NEXT_TOKEN = /\s*("(?:[^"\\]|\\.)*"?|[()]|[:=<>!]+|[^\s()"]+)?/suy;
const CONNECTORS = new Set(["Or", "And", "Not"]);

/** The leaves of the tree up to the first mistake, and where that is. */
function beforeMistake(tree: Tree): { leaves: SyntaxNode[]; at: number } | undefined {
  let at: number | undefined;
  const leaves: SyntaxNode[] = [];
  tree.iterate({
    enter(node) {
      if (at !== undefined) return false;
      if (node.type.isError) {
        at = node.from;
        return false;
      }
      if (!node.node.firstChild) leaves.push(node.node);
      return true;
    },
  });
  return at === undefined ? undefined : { leaves, at };
}

function openParentheses(leaves: readonly SyntaxNode[]): number {
  return leaves.reduce((open, { name }) => open + (name === "(" ? 1 : name === ")" ? -1 : 0), 0);
}

function inList(leaf: SyntaxNode | undefined): boolean {
  for (let node = leaf?.parent; node; node = node.parent) {
    if (node.name === "List") return leaf?.name !== ")";
  }
  return false;
}

/** What must follow the last good word. */
function missingAfter(prev: SyntaxNode, text: string): Pick<FilterError, "message" | "expected"> | undefined {
  const word = text.slice(prev.from, prev.to);
  if (CONNECTORS.has(prev.name) || prev.name === "(") {
    const what = inList(prev) ? "value" : "condition";
    return { message: `A ${what} is missing after “${word}”.`, expected: [`a ${what}`] };
  }
  if (prev.name !== "FieldColon" && prev.name !== "CompareOperator") return undefined;
  const comparison = prev.parent;
  const name = comparison ? text.slice(comparison.from, prev.to).replace(/[\s:=<>!]+$/, "") : "";
  const field = findFilterField(name);
  return {
    message: `A value is missing after “${comparison ? text.slice(comparison.from, prev.to) : word}”.`,
    expected: field ? kindOf(field).expected : ["a value"],
  };
}

function describe(text: string, leaves: readonly SyntaxNode[], at: number): FilterError {
  NEXT_TOKEN.lastIndex = at;
  const match = NEXT_TOKEN.exec(text);
  const found = match?.[1] ?? "";
  const from = at + (match?.[0].length ?? 0) - found.length;
  const here = { from, to: from + found.length, found };
  const prev = leaves.at(-1);
  const open = openParentheses(leaves) > 0;
  const missing = prev && missingAfter(prev, text);

  if (found.startsWith("!") && !found.startsWith("!=")) {
    return {
      ...here,
      to: from + 1,
      found: "!",
      message: "Write “not” for the opposite of a condition.",
      expected: ["not"],
      suggestion: "not ",
    };
  }
  if (missing && (found === "" || found === ")" || /^(and|or)$/i.test(found))) return { ...here, ...missing };
  if (found === "" && open) {
    return { ...here, message: "A closing parenthesis is missing.", expected: [")"], suggestion: ")" };
  }
  if (found === ")")
    return { ...here, message: "Nothing was opened that this parenthesis closes.", expected: [], suggestion: "" };
  if (/^(and|or)$/i.test(found)) {
    return { ...here, message: `A condition is missing before “${found}”.`, expected: ["a condition"] };
  }
  if (/^[:=<>!]/.test(found)) {
    if (found === ":" && prev && (prev.name === "Word" || prev.name === "ColonWord")) {
      return {
        ...here,
        from: prev.to,
        found: text.slice(prev.to, here.to),
        message: "No space goes before the colon.",
        expected: [":"],
        suggestion: ":",
      };
    }
    return { ...here, message: `A field name is missing before “${found}”.`, expected: ["a field name"] };
  }
  if (prev?.name === "Value" && inList(prev)) {
    const value = text.slice(prev.from, prev.to);
    const message = "Write “or” between the values of a list.";
    if (!value.endsWith(",")) {
      const suggestion = /^[|,]+$/.test(found) ? "or" : `or ${found}`;
      return { ...here, message, expected: ["or", ")"], suggestion };
    }
    const suggestion = `${value.replace(/,+$/, "")} or ${found}`;
    return {
      ...here,
      from: prev.from,
      found: text.slice(prev.from, here.to),
      message,
      expected: ["or", ")"],
      suggestion,
    };
  }
  return { ...here, message: `${shown(found)} has no place here.`, expected: missing?.expected ?? ["a condition"] };
}

/** Says what is wrong with a text that does not have the shape of a filter. @throws FilterMistake when that is so. */
export function refuseBadSyntax(tree: Tree, text: string): void {
  tree.iterate({
    enter(node) {
      if (node.name !== "Unclosed") return;
      const found = text.slice(node.from, node.to);
      throw new FilterMistake({
        message: "A closing quotation mark is missing.",
        from: node.from,
        to: node.to,
        found,
        expected: ['"'],
        suggestion: `${found.trimEnd()}"`,
      });
    },
  });
  const broken = beforeMistake(tree);
  if (broken) throw new FilterMistake(describe(text, broken.leaves, broken.at));
}
