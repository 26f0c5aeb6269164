/** The header in which the web server tells a page its path and query. Whatever a client sends in it is overwritten. */
export const PATH_HEADER = "x-flowglass-path";

/**
 * The login page that leads back to where a person wanted to go.
 * @param path path and query of the page, as asked for.
 */
export function loginPath(path: string | null): string {
  if (!path?.startsWith("/")) return "/login";
  const next = path
    // Two slashes would name another host.
    .replace(/^\/+/, "/")
    // What Next adds when it asks for a page's content alone is no part of the page's address.
    .replace(/([?&])_rsc=[^&]*(&|$)/, "$1")
    .replace(/[?&]$/, "");
  return next === "/" ? "/login" : `/login?next=${encodeURIComponent(next)}`;
}
