import type { Settings } from "../settings";
import { isAllowedHost } from "./hosts";
import { getServices } from "./services";
import { showsToken } from "./token";

/** Whether a request may go on, and if not, why. */
export type Authorisation =
  | { readonly ok: true }
  | { readonly ok: false; readonly status: 401 | 403; readonly detail: string };

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/** Does a writing request come from our own page, or from no page at all? */
function isOwnWrite(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site) return site === "same-origin" || site === "none";
  const origin = request.headers.get("origin");
  if (!origin) return true;
  return URL.canParse(origin) && new URL(origin).host === request.headers.get("host");
}

/** The checks that every request passes, token or not: the Host allow-list and same-origin writes. */
export function checkOrigin(request: Request, settings: Settings): Authorisation {
  if (!isAllowedHost(request.headers.get("host"), settings)) {
    return {
      ok: false,
      status: 403,
      detail: "This server does not answer under that host name. FLOWGLASS_ALLOWED_HOSTS adds names.",
    };
  }
  if (!SAFE.has(request.method) && !isOwnWrite(request)) {
    return { ok: false, status: 403, detail: "Another site's page may not change anything here." };
  }
  return { ok: true };
}

/**
 * Decides whether a request may go on. Every handler asks for itself; nothing relies on a check further out.
 */
export function authorise(request: Request): Authorisation {
  const { settings } = getServices();
  const origin = checkOrigin(request, settings);
  if (!origin.ok) return origin;
  if (settings.token && !showsToken(request.headers, settings.token)) {
    return { ok: false, status: 401, detail: "Log in, or send the token as: Authorization: Bearer TOKEN." };
  }
  return { ok: true };
}
