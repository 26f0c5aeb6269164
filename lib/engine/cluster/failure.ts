import { EngineError } from "../errors";
import type { ServerAddress } from "./address";

/** What a sentence names. */
type Named = Pick<ServerAddress, "url" | "user" | "database" | "cluster">;

/** What Node says of a connection, in words; `{at}` is the server. */
const CONNECTION: readonly (readonly [RegExp, string])[] = [
  [/ENOTFOUND|EAI_AGAIN/, "No host has the name in {at}."],
  [/ECONNREFUSED/, "Nothing listens on {at}: is the ClickHouse server running, and is this its HTTP port?"],
  [
    /ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|Timeout/i,
    "{at} does not answer: is the address right, and does the network let it through?",
  ],
  [/CERT_HAS_EXPIRED/, "The certificate of {at} has expired."],
  [/ERR_TLS_CERT_ALTNAME_INVALID|altnames/i, "The certificate of {at} is for another host name."],
  [
    /SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|self.signed|unable to (verify|get)/i,
    "The certificate of {at} is signed by nobody this machine knows: name its CA file in FLOWGLASS_CLICKHOUSE_CA.",
  ],
  [
    /EPROTO|wrong version number|packet length too long/i,
    "{at} does not speak TLS: does the URL have to begin with http, or to name the HTTPS port?",
  ],
  [
    /ECONNRESET|socket hang up|Parse Error/i,
    "{at} closed the connection: is this the HTTP port of ClickHouse, and http or https as it should be?",
  ],
];

const ACCESS_DENIED = 497;

/** What ClickHouse says, by its code. */
function told(error: EngineError, { user, database, cluster }: Named): string | null {
  switch (error.code) {
    case 516:
    case 192:
    case 193:
    case 194:
      return `ClickHouse refuses the user ${user}: the name in FLOWGLASS_CLICKHOUSE_USER or the password in FLOWGLASS_CLICKHOUSE_PASSWORD is wrong.`;
    case 81:
      return `ClickHouse has no database named ${database}: create it (CREATE DATABASE ${database}${cluster ? ` ON CLUSTER '${cluster}'` : ""}) or name another in FLOWGLASS_CLICKHOUSE_DATABASE.`;
    case ACCESS_DENIED:
      return `ClickHouse does not let the user ${user} do what is needed: ${grantOf(error.message)}. docs/cluster.md lists the permissions.`;
    case 164:
      return `ClickHouse lets the user ${user} only read (readonly): give it a profile that can write.`;
    case 139:
      return "The cluster's servers need the macros shard and replica in their configuration (<macros>): one is missing.";
    case 225:
    case 999:
      return "The ClickHouse cluster has no working Keeper, which replicated tables need.";
    default:
      return null;
  }
}

/** The missing grant, from the text of ACCESS_DENIED. */
function grantOf(message: string): string {
  return /necessary to have the grant (.+?)(?:\.\s|\.?\s*\(|$)/.exec(message)?.[1] ?? firstSentence(message);
}

const firstSentence = (text: string): string => (text.split("\n")[0] ?? "").slice(0, 200);

/** One sentence for whoever starts the program: why the server cannot be used. */
export function serverFailure(error: unknown, address: Named): string {
  const known = error instanceof EngineError ? told(error, address) : null;
  if (known) return known;
  const inner = error instanceof EngineError ? error.cause : error;
  const code = typeof inner === "object" && inner !== null && "code" in inner ? String(inner.code) : "";
  const text = error instanceof Error ? error.message : String(error);
  const at = CONNECTION.find(([pattern]) => pattern.test(`${code} ${text}`))?.[1];
  if (at) return at.replace("{at}", address.url);
  if (error instanceof EngineError && error.code > 0) {
    return `ClickHouse at ${address.url} refuses what Flowglass needs: ${firstSentence(text)}`;
  }
  return `${address.url} does not answer as ClickHouse does: ${firstSentence(text)}`;
}
