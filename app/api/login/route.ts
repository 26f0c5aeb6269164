import { problem } from "@/lib/api/problem";
import { checkOrigin } from "@/lib/server/auth";
import { getServices } from "@/lib/server/services";
import { SESSION_COOKIE, sameSecret, sessionValue } from "@/lib/server/token";

const MAX_BODY = 10_000;
/** After a wrong token the answer waits, so that guessing is slow. */
const WRONG_TOKEN_DELAY_MS = 500;

/** Sets the session cookie when the token is right. */
export async function POST(request: Request): Promise<Response> {
  const { settings } = getServices();
  const origin = checkOrigin(request, settings);
  if (!origin.ok) return problem(origin.status, origin.detail);
  const text = (await request.text()).slice(0, MAX_BODY);
  const given = tokenIn(text);
  if (!settings.token || given === null || !sameSecret(given, settings.token)) {
    await new Promise((resolve) => setTimeout(resolve, WRONG_TOKEN_DELAY_MS));
    return problem(401, "That is not this server's token.");
  }
  const secure = request.headers.get("x-forwarded-proto") === "https" ? "; Secure" : "";
  const cookie = `${SESSION_COOKIE}=${sessionValue(settings.token)}; Path=/; HttpOnly; SameSite=Lax; Max-Age=2592000${secure}`;
  return new Response(null, { status: 204, headers: { "set-cookie": cookie, "cache-control": "no-store" } });
}

function tokenIn(text: string): string | null {
  try {
    const body: unknown = JSON.parse(text);
    if (body && typeof body === "object" && "token" in body && typeof body.token === "string") return body.token.trim();
  } catch {
    return null;
  }
  return null;
}
