import { protocolName } from "@/lib/flow/protocols";
import { readableQuery } from "@/lib/view";

/** What the page is asked. Texts are as typed: an address or an interface's id, a port, a protocol. */
export interface WhyQuestion {
  readonly a: string;
  readonly b: string;
  readonly port: string;
  readonly protocol: string;
  /** The one of the two to take as the client; empty: the records decide. */
  readonly client: string;
  readonly count: "once" | "interface";
}

const NAMES = ["a", "b", "port", "protocol", "client"] as const;

/** Reads the question from the URL. */
export function readQuestion(params: URLSearchParams): WhyQuestion {
  const [a, b, port, protocol, client] = NAMES.map((name) => params.get(name)?.trim() ?? "");
  const count = params.get("count") === "interface" ? "interface" : "once";
  return { a: a ?? "", b: b ?? "", port: port ?? "", protocol: protocol ?? "", client: client ?? "", count };
}

/** Writes a question into a URL's parameters, and leaves the view's alone. */
export function withQuestion(search: string, question: WhyQuestion): string {
  const params = new URLSearchParams(search);
  for (const name of NAMES) {
    if (question[name] === "") params.delete(name);
    else params.set(name, question[name]);
  }
  if (question.count === "once") params.delete("count");
  else params.set("count", question.count);
  return readableQuery(params);
}

/**
 * The link to the page about two addresses.
 * @param base the page's path with the view's parameters.
 */
export function whyHref(
  base: string,
  ends: { readonly a: string; readonly b: string; readonly port: number | null; readonly protocol: number | null },
): string {
  const [path = base, search = ""] = base.split("?");
  const question = withQuestion(search, {
    a: ends.a,
    b: ends.b,
    port: ends.port === null ? "" : String(ends.port),
    protocol: ends.protocol === null ? "" : protocolName(ends.protocol),
    client: "",
    count: "once",
  });
  return `${path}?${question}`;
}
