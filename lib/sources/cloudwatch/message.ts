/** Members under which shippers put a line that they wrap into JSON. */
const WRAPPED_IN = ["message", "log"] as const;

function unwrapped(text: string): string | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null) return null;
    const inside: Readonly<Record<string, unknown>> = { ...value };
    const line = WRAPPED_IN.map((name) => inside[name]).find((one) => typeof one === "string");
    return typeof line === "string" ? line : null;
  } catch {
    return null;
  }
}

/**
 * The record's line in an event's message: on one line, without blanks at its end, and out of its JSON where somebody who
 * ships logs has wrapped it (`{"message": "2 123456789012 eni-…"}`). Whatever else the message is stays as it is.
 */
export function lineOf(message: string): string {
  const line = message.startsWith("{") ? (unwrapped(message) ?? message) : message;
  return line.replace(/[\r\n]+/g, " ").trimEnd();
}
