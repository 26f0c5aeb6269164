import { gunzipSync } from "node:zlib";
import type { Limits } from "../limits";

const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/;

/** JSON inside a JSON string, as queues and topics pass it on. */
const INNER_JSON = /^\s*[{[]\s*["{[]/;

/** May this string be a log payload: JSON, or base64? Looks at its first characters only. */
export function mayBePayload(text: string): boolean {
  if (text.length < 24) return false;
  if (INNER_JSON.test(text)) return true;
  if (!BASE64.test(text.slice(0, 64).trim())) return false;
  if (text.startsWith("H4sI")) return true;
  const start = Buffer.from(text.slice(0, 64), "base64").toString("latin1");
  return /^\s*[{[\d"a-z-]/.test(start) && /^[\t\n\r -~]*$/.test(start) && /[\s"]/.test(start);
}

/**
 * Decodes a payload, base64 unless it is text already, and inflates it when it is gzip. Gzip inside gzip is not inflated.
 * @returns its text, or the reason why it cannot be read
 */
export function decodePayload(text: string, limits: Limits): { text: string } | { reason: string } {
  if (INNER_JSON.test(text) || !BASE64.test(text.slice(0, 64).trim())) return { text };
  const bytes = Buffer.from(text, "base64");
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return { text: bytes.toString("utf8") };
  try {
    const inflated = gunzipSync(bytes, { maxOutputLength: limits.payloadBytes });
    if (inflated[0] === 0x1f && inflated[1] === 0x8b) return { reason: "its payload is gzip inside gzip" };
    return { text: inflated.toString("utf8") };
  } catch (error) {
    const tooLarge = error instanceof RangeError;
    return { reason: tooLarge ? "its payload unpacks to more than the limit" : "its payload is damaged gzip" };
  }
}
