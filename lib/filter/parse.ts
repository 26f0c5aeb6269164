import type { SyntaxNode } from "@lezer/common";
import {
  allOf,
  anyOf,
  type Comparison,
  checkedFilter,
  EMPTY_FILTER,
  type Filter,
  type FilterNode,
  negated,
} from "./ast";
import { bareTerm } from "./bare";
import { type FilterError, FilterMistake } from "./error";
import { FILTER_FIELDS, FILTER_NAMES, type FilterField, findFilterField } from "./fields";
import { kindOf } from "./kinds";
import { LIMITS } from "./limits";
import { nearest } from "./nearest";
import { parser } from "./parser.gen";
import { printFilter } from "./print";
import { refuseBadSyntax } from "./syntax-error";
import { compareTerm, isTerm, readValue } from "./term";
import { mistake, readToken, shown, type Token } from "./token";

/** What a text turned out to be. */
export type FilterResult =
  | { readonly ok: true; readonly filter: Filter }
  | { readonly ok: false; readonly error: FilterError };

/** Walks the syntax tree of one text and gives the filter's tree. */
class Reader {
  #terms = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  token({ from, to }: { readonly from: number; readonly to: number }): Token {
    return readToken(this.#text.slice(from, to), from);
  }

  node(node: SyntaxNode, depth: number): FilterNode {
    this.#deepen(node, depth);
    const parts = operands(node);
    const first = parts[0] ?? node;
    switch (node.name) {
      case "Disjunction":
        return anyOf(parts.map((part) => this.node(part, depth)));
      case "Conjunction":
        return allOf(parts.map((part) => this.node(part, depth)));
      case "Negation":
        return negated(this.node(first, depth + 1));
      case "Group":
        return this.node(first, depth + 1);
      case "Bare":
        this.#count(node);
        return bareTerm(this.token(node));
      default:
        return this.#comparison(node, depth);
    }
  }

  #comparison(node: SyntaxNode, depth: number): FilterNode {
    const head = node.firstChild ?? node;
    const value = node.lastChild ?? node;
    const name = head.name === "FieldColon" ? { from: head.from, to: head.to - 1 } : head;
    const field = findFilterField(this.#text.slice(name.from, name.to)) ?? this.#unknownField(name, value);
    const operatorNode = node.getChild("CompareOperator");
    const operator = operatorNode ? this.#text.slice(operatorNode.from, operatorNode.to) : ":";
    const opposite = operator === "!=";
    const comparison = comparisonOf(operator);
    if (!kindOf(field).comparisons.includes(comparison)) {
      throw mistake(
        this.token(operatorNode ?? head),
        `${field.name} has no order, so it cannot be compared with ${operator}.`,
        {
          expected: [":", "=", "!="],
          suggestion: head.name === "FieldColon" ? "" : ":",
        },
      );
    }
    this.#refuseSwallowedField(node, value, field);
    const found = this.#comparand(field, comparison, value, opposite ? depth + 1 : depth);
    return opposite ? negated(found) : found;
  }

  #comparand(field: FilterField, comparison: Comparison, value: SyntaxNode, depth: number): FilterNode {
    if (value.name === "List") {
      if (comparison === "is") return this.#values(field, operands(value)[0] ?? value, depth + 1);
      throw mistake(this.token(value), `A list cannot be compared with ${comparison}.`, {
        expected: ["a single value"],
      });
    }
    this.#count(value);
    return compareTerm(field, comparison, this.token(value));
  }

  #values(field: FilterField, node: SyntaxNode, depth: number): FilterNode {
    this.#deepen(node, depth);
    const parts = operands(node);
    const first = parts[0] ?? node;
    switch (node.name) {
      case "ValueDisjunction":
        return joinValues(parts.map((part) => this.#values(field, part, depth)));
      case "ValueConjunction":
        return allOf(parts.map((part) => this.#values(field, part, depth)));
      case "ValueNegation":
        return negated(this.#values(field, first, depth + 1));
      case "ValueGroup":
        return this.#values(field, first, depth + 1);
      default:
        this.#count(node);
        return isTerm(field, [readValue(this.token(node), field)]);
    }
  }

  #count(node: SyntaxNode): void {
    this.#terms++;
    if (this.#terms <= LIMITS.terms) return;
    throw mistake(this.token(node), `The filter has too many terms: at most ${LIMITS.terms} are allowed.`);
  }

  #deepen(node: SyntaxNode, depth: number): void {
    if (depth <= LIMITS.nesting) return;
    const at = { from: node.from, to: Math.min(node.to, node.from + 1) };
    throw tooDeep(this.token(at));
  }

  /** In `reject-reason: dstport:443` the second field would become the value of the first. */
  #refuseSwallowedField(node: SyntaxNode, value: SyntaxNode, field: FilterField): void {
    const gap = node.lastChild?.prevSibling?.to ?? value.from;
    const head = /^([^\s:"]+):/.exec(this.#text.slice(value.from, value.to))?.[1];
    if (gap === value.from || value.name !== "Value" || !head || !findFilterField(head)) return;
    throw mistake({ raw: "", from: gap, to: gap }, `A value is missing after “${this.#text.slice(node.from, gap)}”.`, {
      expected: kindOf(field).expected,
    });
  }

  #unknownField(name: { from: number; to: number }, value: SyntaxNode): never {
    const token = this.token(name);
    const written = this.#text.slice(value.from, value.to);
    const whole = this.token({ from: name.from, to: value.to });
    const expected = FILTER_FIELDS.map((field) => field.name);
    if (/^[\d.]+$/.test(token.text) && /^\d+$/.test(written)) {
      throw mistake(whole, "Write an address and a port side by side.", {
        expected,
        suggestion: `${token.text} ${written}`,
      });
    }
    if (/^[\da-f]{1,4}$/i.test(token.text) && /^[\da-f]{1,4}$/i.test(written) && /\d/.test(token.text)) {
      throw mistake(whole, `${shown(whole.text)} is no complete IPv6 address.`, {
        expected: ["an address", "a CIDR block such as 2001:db8::/32"],
        suggestion: `${whole.text}::/32`,
      });
    }
    const plain = token.text.replace(/^[-!+]+/, "");
    if (plain !== token.text && findFilterField(plain)) {
      throw mistake(token, "Write “not” for the opposite of a condition.", {
        expected: ["not"],
        suggestion: `not ${plain}`,
      });
    }
    const suggestion = nearest(token.text.replaceAll("_", "-"), FILTER_NAMES);
    throw mistake(token, `No field is named ${shown(token.text)}.`, {
      expected: suggestion ? [suggestion, ...expected.filter((other) => other !== suggestion)] : expected,
      suggestion,
    });
  }
}

/** The parts of a node that say something: not parentheses and connecting words. */
function operands(node: SyntaxNode): SyntaxNode[] {
  const parts: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (!["(", ")", "Or", "And", "Not"].includes(child.name)) parts.push(child);
  }
  return parts;
}

function comparisonOf(operator: string): Comparison {
  return operator === ">" || operator === ">=" || operator === "<" || operator === "<=" ? operator : "is";
}

/** A list of plain values is one term; with `and` or `not` in it, it is as many as there are values. */
function joinValues(nodes: readonly FilterNode[]): FilterNode {
  const terms = nodes.flatMap((node) => (node.type === "term" ? [node] : []));
  const [first] = terms;
  if (!first || terms.length < nodes.length) return anyOf(nodes);
  return { ...first, values: terms.flatMap((term) => term.values) };
}

/** Counts parentheses before the parser does, for it answers thousands of them with a tree that says little. */
function refuseDeepParentheses(text: string): void {
  let depth = 0;
  for (const { 0: part, index } of text.matchAll(/"(?:[^"\\]|\\.)*"?|[()]/gs)) {
    if (part === "(") depth++;
    else if (part === ")") depth--;
    if (depth > LIMITS.nesting) throw tooDeep(readToken(part, index));
  }
}

function tooDeep(at: Token): Error {
  return mistake(at, `The filter is nested too deeply: at most ${LIMITS.nesting} levels are allowed.`);
}

function read(text: string): Filter {
  if (text.length > LIMITS.length) {
    const rest = { raw: text.slice(LIMITS.length), from: LIMITS.length, to: text.length };
    throw mistake({ ...rest, raw: "" }, `The filter is too long: at most ${LIMITS.length} characters are allowed.`);
  }
  refuseDeepParentheses(text);
  const tree = parser.parse(text);
  refuseBadSyntax(tree, text);
  const top = tree.topNode.firstChild;
  if (!top) return EMPTY_FILTER;
  const filter = checkedFilter(new Reader(text).node(top, 0));
  const printed = printFilter(filter).length;
  if (printed > LIMITS.length) {
    const all = { raw: "", from: 0, to: text.length };
    throw mistake(
      all,
      `The filter is too long: written out it has ${printed} characters, at most ${LIMITS.length} are allowed.`,
    );
  }
  return filter;
}

/**
 * Reads a filter text.
 * @param text what a person typed, or a URL or request carries; empty matches every record.
 * @returns the filter, or what is wrong and where. Never throws for any text.
 */
export function parseFilter(text: string): FilterResult {
  try {
    return { ok: true, filter: read(text) };
  } catch (error) {
    if (error instanceof FilterMistake) return { ok: false, error: error.error };
    throw error;
  }
}
