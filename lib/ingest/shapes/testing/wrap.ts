/** A record to wrap: its line in the order of the format, and when CloudWatch Logs took it in. */
export interface Line {
  readonly text: string;
  /** Unix seconds. */
  readonly start: number;
}

/** One way to write records: bytes out of lines and the order that they are in. */
export interface Wrapper {
  readonly name: string;
  /** True when the file itself names the fields, so that no format need be given. */
  readonly named: boolean;
  readonly shape: RegExp;
  readonly write: (lines: readonly Line[], fields: readonly string[]) => Buffer | string;
}

export const STREAM = "eni-0123456789abcdef0-all";
export const json = (value: unknown) => JSON.stringify(value);
export const base64 = (text: string | Buffer) => Buffer.from(text).toString("base64");
export const iso = (start: number) => new Date(start * 1000).toISOString();
export const spaced = (start: number) => iso(start).replace("T", " ").replace("Z", "");
export const joined = (rows: readonly string[], end = "\n") => rows.map((row) => row + end).join("");
export const columns = (fields: readonly string[]) => fields.map((name) => name.replaceAll("-", "_"));
export const camel = (name: string) =>
  name === "start" || name === "end"
    ? `${name}Time`
    : name.replace(/(src|dst)(addr|port)$/, "$1-$2").replace(/-([a-z0-9])/g, (_, c: string) => c.toUpperCase());
export const byField = (line: Line, names: readonly string[]) =>
  Object.fromEntries(
    line.text.split(" ").map((value, i) => [names[i] ?? "", /^\d{1,11}$/.test(value) ? Number(value) : value]),
  );
export const events = (lines: readonly Line[]) =>
  lines.map((line, i) => ({
    logStreamName: STREAM,
    timestamp: line.start * 1000,
    message: line.text,
    ingestionTime: line.start * 1000 + 60_000,
    eventId: String(38_536_000_000_000 + i).padEnd(56, "0"),
  }));
export const subscription = (lines: readonly Line[], messageType = "DATA_MESSAGE") => ({
  messageType,
  owner: "123456789012",
  logGroup: "/aws/vpc/flowlogs",
  logStream: STREAM,
  subscriptionFilters: ["all"],
  logEvents: lines.map((line, i) => ({ id: String(i), timestamp: line.start * 1000, message: line.text })),
});
export const CONTROL = {
  ...subscription(
    [{ text: "CWL CONTROL MESSAGE: Checking health of destination Firehose.", start: 1 }],
    "CONTROL_MESSAGE",
  ),
  logGroup: "",
};
export const halves = (lines: readonly Line[]) => {
  const middle = Math.ceil(lines.length / 2);
  return [lines.slice(0, middle), lines.slice(middle)].filter((part) => part.length > 0);
};
export const utf16be = (text: string) => Buffer.from(`\ufeff${text}`, "utf16le").swap16();
export const text = (lines: readonly Line[]) => joined(lines.map((line) => line.text));
export const withHeader = (lines: readonly Line[], fields: readonly string[]) => `${fields.join(" ")}\n${text(lines)}`;
export const quoted = (cells: readonly string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",");

export const lined = (name: string, shape: RegExp, write: Wrapper["write"]): Wrapper => ({
  name,
  named: false,
  shape,
  write,
});
export const named = (name: string, shape: RegExp, write: Wrapper["write"]): Wrapper => ({
  name,
  named: true,
  shape,
  write,
});
