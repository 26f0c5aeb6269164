import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** The cookie that a login sets. */
export const SESSION_COOKIE = "flowglass_session";

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Are two secrets the same? Takes equally long wherever they differ. */
export function sameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

/** What the session cookie holds: proof that the token was known, not the token. */
export function sessionValue(token: string): string {
  return createHmac("sha256", token).update("flowglass session 1").digest("base64url");
}

/** Reads one cookie from a Cookie header. */
export function readCookie(header: string | null, name: string): string | null {
  for (const part of (header ?? "").split(";")) {
    const at = part.indexOf("=");
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return null;
}

/** Does a request show the token, as a bearer token or by the session cookie? */
export function showsToken(headers: { get(name: string): string | null }, token: string): boolean {
  const bearer = /^Bearer (.+)$/i.exec(headers.get("authorization") ?? "")?.[1];
  if (bearer !== undefined) return sameSecret(bearer, token);
  const cookie = readCookie(headers.get("cookie"), SESSION_COOKIE);
  return cookie !== null && sameSecret(cookie, sessionValue(token));
}
