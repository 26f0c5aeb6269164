import type { SyntaxNode } from "@lezer/common";
import { parser } from "./parser.gen";

/** What can be written at a place in a filter text. */
export type Place =
  /** A condition begins, or its first word is being written. */
  | { readonly at: "condition"; readonly from: number; readonly prefix: string }
  /** A condition has ended before this, so a connecting word may follow as well. */
  | {
      readonly at: "next";
      readonly from: number;
      readonly prefix: string;
      readonly field?: string;
      readonly open: boolean;
    }
  /** A value of a field begins or is being written. */
  | {
      readonly at: "value";
      readonly from: number;
      readonly prefix: string;
      readonly field: string;
      readonly list: boolean;
    }
  /** A value in a list has ended before this. */
  | { readonly at: "listed"; readonly from: number };

function ancestor(leaf: SyntaxNode, name: string): SyntaxNode | undefined {
  for (let node: SyntaxNode | null = leaf; node; node = node.parent) if (node.name === name) return node;
  return undefined;
}

/** The last good leaf that begins before the end of the text, which ends at the cursor. */
function lastLeaf(text: string): { leaf: SyntaxNode | undefined; open: number } {
  let leaf: SyntaxNode | undefined;
  let open = 0;
  parser.parse(text).iterate({
    enter(node) {
      if (node.type.isError || node.node.firstChild) return;
      leaf = node.to > node.from ? node.node : leaf;
      if (node.name === "(") open++;
      if (node.name === ")") open--;
    },
  });
  return { leaf: leaf?.name === "Filter" ? undefined : leaf, open };
}

function fieldOf(leaf: SyntaxNode, text: string): string {
  const head = ancestor(leaf, "Comparison")?.firstChild;
  return head ? text.slice(head.from, head.to).replace(/:$/, "") : "";
}

/** Says what stands at a position, by the grammar; only the text before it counts. */
export function placeAt(whole: string, position: number): Place {
  const text = whole.slice(0, position);
  const { leaf, open } = lastLeaf(text);
  if (!leaf) return { at: "condition", from: text.length, prefix: "" };
  const touching = leaf.to === text.length;
  const prefix = touching ? text.slice(leaf.from, leaf.to) : "";
  const from = touching ? leaf.from : text.length;
  const list = ancestor(leaf, "List") !== undefined && leaf.name !== ")";

  switch (leaf.name) {
    case "FieldColon":
    case "CompareOperator":
      return { at: "value", from: text.length, prefix: "", field: fieldOf(leaf, text), list: false };
    case "Value":
    case "Unclosed":
      if (ancestor(leaf, "Comparison")) {
        if (touching || leaf.name === "Unclosed") {
          return { at: "value", from: leaf.from, prefix: text.slice(leaf.from), field: fieldOf(leaf, text), list };
        }
        return list ? { at: "listed", from } : { at: "next", from, prefix: "", open: open > 0 };
      }
      return { at: "condition", from: leaf.from, prefix: text.slice(leaf.from) };
    case "Word":
    case "ColonWord": {
      if (touching) return { at: "condition", from, prefix };
      return { at: "next", from, prefix: "", field: text.slice(leaf.from, leaf.to), open: open > 0 };
    }
    case ")":
      return { at: "next", from: text.length, prefix: "", open: open > 0 };
    default:
      // A parenthesis that opened, or a connecting word: it may also be the beginning of a longer word (`or` of `oracle`).
      if (list) {
        const typed = leaf.name === "(" ? { from: text.length, prefix: "" } : { from, prefix };
        return { at: "value", ...typed, field: fieldOf(leaf, text), list };
      }
      if (leaf.name === "(") return { at: "condition", from: text.length, prefix: "" };
      return { at: "condition", from, prefix };
  }
}
