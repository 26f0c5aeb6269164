/** Where to go after logging in: a path of this server as it is, anything else is the overview (no open redirect). */
export function safeNext(next: string | undefined): string {
  return next && /^\/(?![/\\])/.test(next) && !next.startsWith("/login") ? next : "/";
}
