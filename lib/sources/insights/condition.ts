import {
  conditionsOf,
  type Filter,
  type FilterNode,
  type FilterTerm,
  type FilterValue,
  printFilter,
} from "../../filter";
import { filterField } from "../../filter/fields";

/** A part of a filter that Logs Insights cannot be asked. */
export interface LeftOut {
  /** The part as the filter language writes it. */
  readonly part: string;
  readonly reason: string;
}

/** A filter in the language of Logs Insights, as far as it goes. */
export interface InsightsCondition {
  /** Conditions that must all hold. */
  readonly all: readonly string[];
  readonly leftOut: readonly LeftOut[];
}

/** Something that cannot be expressed. The message is a sentence for the user. */
class NotExpressible extends Error {}

/** How a field is called in a query. Apart from what Insights finds by itself, so that the two never meet. */
export const insightsName = (column: string): string => `f_${column}`;

/** A text as Insights writes it; its own signs are escaped. */
export function insightsText(text: string): string {
  if (!/^[\x20-\x7e]*$/.test(text)) throw new NotExpressible("Logs Insights is asked for plain characters only.");
  return `"${text.replace(/[\\"]/g, "\\$&")}"`;
}

const pattern = (pieces: readonly string[]): string => {
  const text = pieces.map((piece) => piece.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")).join(".*");
  if (!/^[\x20-\x7e]*$/.test(text)) throw new NotExpressible("Logs Insights is asked for plain characters only.");
  return `/^${text}$/`;
};

const isIPv6 = (address: string): boolean => address.includes(":");

function addressCondition(name: string, value: FilterValue): string {
  if (value.is === "one") {
    return isIPv6(value.value) ? `isIpv6InSubnet(${name}, "${value.value}/128")` : `${name} = "${value.value}"`;
  }
  if (value.is === "network") {
    const inSubnet = isIPv6(value.address) ? "isIpv6InSubnet" : "isIpv4InSubnet";
    return `${inSubnet}(${name}, "${value.address}/${value.prefix}")`;
  }
  throw new NotExpressible("Logs Insights knows address blocks, but no ranges of addresses.");
}

function numberCondition(name: string, value: FilterValue): string {
  if (value.is === "one" && /^\d+$/.test(value.value)) return `${name} = ${value.value}`;
  if (value.is === "range") return `(${name} >= ${value.from} and ${name} <= ${value.to})`;
  if (value.is === "flag") throw new NotExpressible("Logs Insights cannot look at single bits of a number.");
  throw new NotExpressible("Logs Insights does not know this name; give the numbers.");
}

function wordCondition(name: string, value: FilterValue): string {
  if (value.is === "one") return `${name} = ${insightsText(value.value)}`;
  if (value.is === "pattern") return `${name} like ${pattern(value.pieces)}`;
  throw new NotExpressible("Logs Insights cannot compare this.");
}

function valueCondition(name: string, kind: string, value: FilterValue): string {
  if (value.is === "absent") return `${name} = "-"`;
  switch (kind) {
    case "address":
      return addressCondition(name, value);
    case "port":
    case "number":
    case "protocol":
    case "flags":
    case "time":
      return numberCondition(name, value);
    default:
      return wordCondition(name, value);
  }
}

function termCondition(term: FilterTerm, columns: ReadonlySet<string>): string {
  const field = filterField(term.field);
  if (field.kind === "service") {
    throw new NotExpressible("Which side serves is worked out when records are stored; ask for srcport or dstport.");
  }
  if (field.kind === "source") throw new NotExpressible("Only this log group is asked.");
  const missing = field.columns.filter((column) => !columns.has(column));
  if (missing.length > 0) throw new NotExpressible(`The flow log has no field ${field.name}.`);
  const each = field.columns.map(insightsName).flatMap((name) => {
    if (term.comparison !== "is") {
      const [only] = term.values;
      return only?.is === "one" ? [`${name} ${term.comparison} ${only.value}`] : [];
    }
    return term.values.map((value) => valueCondition(name, field.kind, value));
  });
  return each.length === 1 && each[0] ? each[0] : `(${each.join(" or ")})`;
}

function nodeCondition(node: FilterNode, columns: ReadonlySet<string>): string {
  switch (node.type) {
    case "and":
    case "or":
      return `(${node.terms.map((part) => nodeCondition(part, columns)).join(` ${node.type} `)})`;
    case "not":
      return `not (${nodeCondition(node.term, columns)})`;
    case "term":
      return termCondition(node, columns);
  }
}

/**
 * Translates a filter. Of the conditions that must all hold, one that cannot be expressed is left out as a whole, so the
 * answer is never too small; `leftOut` says so.
 * @param columns the columns that the group's records have.
 */
export function insightsCondition(filter: Filter, columns: ReadonlySet<string>): InsightsCondition {
  const all: string[] = [];
  const leftOut: LeftOut[] = [];
  for (const { filter: one } of conditionsOf(filter)) {
    if (!one.root) continue;
    try {
      all.push(nodeCondition(one.root, columns));
    } catch (error) {
      if (!(error instanceof NotExpressible)) throw error;
      leftOut.push({ part: printFilter(one), reason: error.message });
    }
  }
  return { all, leftOut };
}
