import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { isAllowedHost } from "./hosts";
import { loginPath, PATH_HEADER } from "./login-path";
import { getServices } from "./services";
import { showsToken } from "./token";

/** Lets a page be seen only by those who may; others are sent to the login page. */
export async function requireSession(): Promise<void> {
  const { settings } = getServices();
  const given = await headers();
  if (!isAllowedHost(given.get("host"), settings)) throw new Error("Unknown host name.");
  if (settings.token && !showsToken(given, settings.token)) redirect(loginPath(given.get(PATH_HEADER)));
}
