import type { HeldInput, Retention, RetentionRule } from "@/lib/api/contract";
import { formatAgo, formatBytes, formatDate, formatExact } from "@/lib/view";

const counted = (count: number | string, word: string): string =>
  `${formatExact(count)} ${word}${Number(count) === 1 ? "" : "s"}`;

/** A limit in words: `90 days, 200 GB`. */
export function sayLimit(rule: Pick<RetentionRule, "days" | "bytes"> | undefined): string {
  if (!rule) return "No limit";
  const parts = [
    rule.days === null ? "" : counted(rule.days, "day"),
    rule.bytes === null ? "" : formatBytes(rule.bytes),
  ];
  return parts.filter(Boolean).join(", ");
}

/** The days from the first to the last, as dates in UTC: `2024-03-01 to 2024-03-10`. */
export function sayDays({ from, to }: { readonly from: number | null; readonly to: number | null }): string {
  if (from === null || to === null) return "-";
  const [first, last] = [formatDate(from, "UTC"), formatDate(to - 1, "UTC")];
  return first === last ? first : `${first} to ${last}`;
}

/** What is held, and how much of it is kept. */
export function sayHeld({ total, rules }: Retention): string {
  if (Number(total.records) === 0) return "No records are held.";
  const everything = rules.find((rule) => rule.source === null);
  const limit = everything ? `Limit: ${sayLimit(everything)}.` : "Nothing is dropped by itself.";
  const held = `${counted(total.records, "record")} of ${sayDays(total)} ${Number(total.records) === 1 ? "takes" : "take"} ${formatBytes(total.bytes)} on disk.`;
  return `${held} ${rules.length > 0 && !everything ? "Some inputs have a limit." : limit}`;
}

/** What the last run removed; empty when none did. */
export function sayLastRun({ last_run: run }: Retention, now: number): string {
  if (!run) return "";
  return `Last dropped ${formatAgo(run.at, now)}: ${counted(run.records, "record")} of ${counted(run.days, "day")}.`;
}

/** What rules would remove. */
export function sayDue({ due }: Retention): string {
  if (due.days === 0) return "These limits drop nothing now.";
  return `These limits drop ${counted(due.records, "record")} now, about ${formatBytes(due.bytes)}, from ${counted(due.days, "day")}: ${sayDays(due)}.`;
}

/** Limits that cannot be kept, in a sentence each. */
export function sayOver({ over, inputs }: Retention): string[] {
  return over.map(({ source, bytes, limit }) => {
    const name = source === null ? "Everything together" : (inputs.find(({ id }) => id === source)?.name ?? source);
    return `${name} takes ${formatBytes(bytes)} of its newest day alone, over its limit of ${formatBytes(limit)}. The newest day is never dropped for its size.`;
  });
}

/** When an input was last in step with where it comes from. */
export function sayInStep({ kind, in_step_at: at }: Pick<HeldInput, "kind" | "in_step_at">, now: number): string {
  if (at === null) return kind === "import" ? "-" : "Not yet";
  return formatAgo(at, now);
}
