import { findField, KNOWN_FORMATS } from "@/lib/flow";

/** Splits sample lines of a log into columns as the importer does: on any whitespace. Short lines are filled up with "". */
export function sampleColumns(lines: readonly string[], most = 6): string[][] {
  const rows = lines.slice(0, most).map((line) => line.trim().split(/\s+/));
  const width = rows.reduce((widest, row) => Math.max(widest, row.length), 0);
  return rows.map((row) => [...row, ...Array<string>(width - row.length).fill("")]);
}

/** What is wrong with a choice of fields, as sentences; empty when the choice can be used. */
export function formatProblems(fields: readonly string[]): string[] {
  const problems: string[] = [];
  const missing = fields.flatMap((name, index) => (name === "" ? [index + 1] : []));
  if (missing.length > 0) problems.push(`Choose a field for column ${missing.join(", ")}.`);
  const twice = [...new Set(fields.filter((name, index) => name !== "" && fields.indexOf(name) !== index))];
  for (const name of twice) problems.push(`${name} is chosen for more than one column.`);
  const unknown = fields.filter((name) => name !== "" && !findField(name));
  for (const name of unknown) problems.push(`${name} is no flow-log field.`);
  if (missing.length === 0 && !fields.includes("start"))
    problems.push("One column must be start: without it a record has no time.");
  return problems;
}

/** Orders that real flow logs are known to be written in and that have so many columns. */
export function knownFormatsOf(
  width: number,
): readonly { readonly label: string; readonly fields: readonly string[] }[] {
  return KNOWN_FORMATS.filter((format) => format.fields.length === width);
}

/** Makes a choice as long as the lines are wide: what is over is dropped, what lacks is left to choose. */
export function fitted(fields: readonly string[], width: number): string[] {
  return Array.from({ length: width }, (_, index) => fields[index] ?? "");
}
