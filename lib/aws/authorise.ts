import { type Authorisation, authorise } from "../server/auth";

/**
 * Who may have AWS asked: whoever may use the server, and only from its own pages or from no page. Reading is
 * guarded like writing here, because each question spends the account's request quota and may take a role.
 */
export function authoriseOwn(request: Request): Authorisation {
  const allowed = authorise(request);
  if (!allowed.ok) return allowed;
  const site = request.headers.get("sec-fetch-site");
  if (site === null || site === "same-origin" || site === "none") return allowed;
  return { ok: false, status: 403, detail: "Another site's page may not ask AWS from here." };
}
