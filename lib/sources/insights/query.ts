import { insightsName, insightsText } from "./condition";

/** What every query begins with: which fields a record has, and which records count. */
export interface QueryBase {
  /** Text names of the fields, in order. */
  readonly fields: readonly string[];
  /** Conditions that must all hold. */
  readonly conditions: readonly string[];
}

const columnOf = (field: string): string => field.replaceAll("-", "_");

/** Taking the fields out of the message, and leaving out what is no flow record. */
function beginning({ fields, conditions }: QueryBase): string[] {
  const names = fields.map((field) => insightsName(columnOf(field)));
  const last = names.at(-1);
  return [
    `parse @message ${insightsText(fields.map(() => "*").join(" "))} as ${names.join(", ")}`,
    // The last star takes the rest of the line: a line with more fields is none of this order.
    `filter ispresent(${last}) and ${last} not like / /`,
    ...(fields.includes("log-status") ? [`filter ${insightsName("log_status")} = "OK"`] : []),
    ...conditions.map((condition) => `filter ${condition}`),
  ];
}

/** Sums of what the records have. Insights adds up what looks like a number. */
function sums(fields: readonly string[]): string {
  const sum = (column: string): string[] =>
    fields.includes(column) ? [`sum(${insightsName(column)}) as ${column}`] : [];
  return ["count(*) as flows", ...sum("bytes"), ...sum("packets")].join(", ");
}

/** Sums over time, apart for each action. @param interval seconds. */
export function seriesQuery(base: QueryBase, interval: number): string {
  const action = base.fields.includes("action") ? `, ${insightsName("action")}` : "";
  return [...beginning(base), `stats ${sums(base.fields)} by bin(${interval}s) as t${action}`, "sort t asc"].join(
    "\n| ",
  );
}

/** The keys with the most of a measure. */
export function topQuery(base: QueryBase, column: string, measure: string, limit: number): string {
  const name = insightsName(column);
  return [
    ...beginning(base),
    `stats ${sums(base.fields)} by ${name}`,
    `sort ${measure} desc, ${name} asc`,
    `limit ${limit}`,
  ].join("\n| ");
}
