import { type FieldKind, findField } from "@/lib/flow";
import { protocolNumber } from "@/lib/flow/protocols";

const ABSENT = new Set(["", "-", "\\N", "null", "NULL"]);

/** Writes values of one field as flow-log text. */
export type ValueWriter = (value: unknown) => string;

const writers = new Map<string, ValueWriter>();

/**
 * How values of CSV cells or JSON keys are written as flow-log text for a field: `-` when absent, times as Unix
 * seconds, blanks percent-encoded, so that each stays one word. A value that no rule knows stays as it is.
 */
export function valueWriter(name: string): ValueWriter {
  const known = writers.get(name);
  if (known) return known;
  const kind = findField(name)?.kind ?? "text";
  const isPlain = kind === "text" || kind === "address" ? /^[A-Za-z0-9][\w.:/%+@=-]{4,}$/ : /^\d{1,10}$/;
  const writer = (value: unknown): string => {
    if (typeof value === "string" && isPlain.test(value)) return value;
    return valueText(name, kind, value);
  };
  writers.set(name, writer);
  return writer;
}

function valueText(name: string, kind: FieldKind, value: unknown): string {
  if (value === null || value === undefined || typeof value === "boolean" || typeof value === "object") return "-";
  if (typeof value === "number") return numberText(name, kind, value);
  const text = String(value).trim();
  if (ABSENT.has(text)) return "-";
  switch (kind) {
    case "time":
      return timeText(text);
    case "number":
    case "port":
    case "flags":
      return wholeNumber(text) ?? oneWord(text);
    case "protocol":
      return wholeNumber(text) ?? String(protocolNumber(text.toLowerCase()) ?? oneWord(text));
    case "enum":
      return enumText(name, text);
    default:
      return oneWord(text);
  }
}

/** Digits, also of `443.0`, which is how tools write whole numbers in columns with gaps. */
function wholeNumber(text: string): string | null {
  return /^(\d+)(\.0+)?$/.exec(text)?.[1] ?? null;
}

function numberText(name: string, kind: FieldKind, value: number): string {
  if (!Number.isFinite(value)) return "-";
  if (kind === "time") return timeNumber(value);
  if (name.endsWith("account-id") && Number.isInteger(value)) return String(value).padStart(12, "0");
  return Number.isSafeInteger(value) ? String(value) : value.toLocaleString("en", { useGrouping: false });
}

/** Seconds from seconds, milliseconds, microseconds or nanoseconds. */
function timeNumber(value: number): string {
  let seconds = value;
  while (seconds > 2 ** 32) seconds /= 1000;
  return String(Math.floor(seconds));
}

/** Unix seconds of a time as databases and tools write it: `2024-07-14 23:58:58.036`, with or without a zone; UTC without. */
export function timeText(text: string): string {
  if (/^\d{11,19}$/.test(text) || /^\d{9,13}\.\d+$/.test(text)) return timeNumber(Number(text));
  const power = /^\d(?:\.(\d+))?E\+?(\d\d)$/i.exec(text);
  // Excel writes 1.7284E+12 for a time in milliseconds: with digits of the second missing it is no time any more.
  if (power) return (power[1]?.length ?? 0) >= Math.min(9, Number(power[2])) ? timeNumber(Number(text)) : text;
  const match = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,]\d+)?\s*(Z|UTC|[+-]\d\d(?::?\d\d)?)?$/i.exec(
    text,
  );
  if (!match) return azureTime(text) ?? oneWord(text);
  const [, year, month, day, hour, minute, second, zone = "Z"] = match;
  const utc = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  const offset = /^[+-]/.test(zone)
    ? Number(`${zone[0]}1`) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3).replace(":", "")))
    : 0;
  return String(utc / 1000 - offset * 60);
}

/** Unix seconds of `7/14/2024, 11:58:58.036 PM`, as Azure Log Analytics exports times: the month first, in UTC. */
function azureTime(text: string): string | null {
  const match = /^(\d\d?)\/(\d\d?)\/(\d{4}), (\d\d?):(\d\d):(\d\d)\.\d{3} ([AP])M$/.exec(text);
  if (!match) return null;
  const [, month, day, year, hour, minute, second, half] = match;
  const hours = (Number(hour) % 12) + (half === "P" ? 12 : 0);
  return String(Date.UTC(Number(year), Number(month) - 1, Number(day), hours, Number(minute), Number(second)) / 1000);
}

function enumText(name: string, text: string): string {
  if (name === "action" || name === "log-status") return oneWord(text.toUpperCase());
  // Logstash, Azure and others have a column "type" of their own, for the kind of event.
  if (name === "type") return /^(ipv[46]|efa)$/i.test(text) ? text.toUpperCase().replace("IPV", "IPv") : "-";
  if (name === "flow-direction") return oneWord(text.toLowerCase());
  return oneWord(text);
}

const oneWord = (text: string): string =>
  /[\s\u00a0]/.test(text) ? text.replace(/[\s\u00a0]/g, (blank) => encodeURIComponent(blank)) : text;
