/** Writes rows as a Markdown table that is aligned in plain text too; every column but the first holds figures. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, n) => Math.max(title.length, 2, ...rows.map((row) => row[n]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, n) => (n === 0 ? (cells[n] ?? "").padEnd(width) : (cells[n] ?? "").padStart(width))).join(" | ")} |`;
  const rule = widths.map((width, n) => (n === 0 ? `:${"-".repeat(width - 1)}` : `${"-".repeat(width - 1)}:`));
  return [line(head), line(rule), ...rows.map(line)].join("\n");
}

/** `1.23M/s`: records a second. */
export function rate(records: number, seconds: number): string {
  return `${(records / seconds / 1e6).toFixed(2)}M/s`;
}

/** Milliseconds without decimals above 10. */
export function ms(value: number): string {
  return value < 10 ? value.toFixed(1) : String(Math.round(value));
}
