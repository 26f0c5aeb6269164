import { parseAddress } from "@/lib/filter/address";
import { spaceOf } from "./address-space";
import { type Count, countOf, type Raw } from "./count";
import { readAddress } from "./ends";
import { QuestionError } from "./errors";
import { OWN_PEERS, OWN_SHARE, ownAddresses, sharesOf } from "./host-own";
import type { Host } from "./host-rows";
import { hostService } from "./host-service";
import { hostSpan, hostTotals, sideTotals } from "./host-totals";
import { type InterfaceTraits, NO_TRAITS, traitsOf } from "./host-traits";
import type { SplitTotals } from "./measure";
import type { Asker, Question } from "./question";
import { addressText } from "./record-row";

/** What a host is, as far as the log tells. */
export interface HostIdentity {
  readonly is: "interface" | "own" | "private" | "aws" | "public" | "other";
  /** How we know, in one sentence. */
  readonly why: string;
  /** The AWS service whose address range it is in: `S3`, `EC2`. */
  readonly aws_service: string | null;
}

/** An interface that logged the host. */
export interface HostInterface extends InterfaceTraits {
  readonly interface_id: string;
  readonly flows: Count;
  /** True when the host is this interface, or has its address. */
  readonly own: boolean;
}

/** What there is to know about a host at a glance. */
export interface HostAnswer {
  readonly addr: string | null;
  readonly interface_id: string | null;
  readonly identity: HostIdentity;
  /** The addresses of an interface. */
  readonly addresses: string[];
  readonly received: SplitTotals;
  readonly sent: SplitTotals;
  readonly peers: Count;
  readonly first_start: number | null;
  readonly last_end: number | null;
  readonly interfaces: HostInterface[];
  readonly elapsed_ms: number;
}

/** Who is asked about: exactly one of the two. */
export interface HostParams {
  readonly addr?: string;
  readonly interface_id?: string;
}

const MOST_INTERFACES = 50;
const INTERFACE = /^[\w-]{1,64}$/;

/**
 * The host that a request names; an interface with its own addresses, so that it is known what it sent.
 * @throws QuestionError when it names none, or both; EngineError
 */
export async function readHost(asker: Asker, question: Question, params: HostParams): Promise<Host> {
  const { addr, interface_id } = params;
  if ((addr === undefined) === (interface_id === undefined)) {
    throw new QuestionError("addr", "Give either addr or interface_id.", ["addr", "interface_id"]);
  }
  if (addr !== undefined) return { kind: "address", addr: readAddress(addr, "addr") };
  if (interface_id === undefined || !INTERFACE.test(interface_id)) {
    throw new QuestionError("interface_id", `"${interface_id}" is no interface id, such as eni-0a1b2c3d4e5f60718.`);
  }
  const { addrs } = await ownAddresses(asker, question, interface_id);
  return { kind: "interface", interfaceId: interface_id, own: addrs };
}

const SPACES = {
  private: "only for networks of one's own",
  shared: "for carriers and for AWS's own use inside VPCs",
  link_local: "good on one link only",
  loopback: "a host's own",
  multicast: "for groups of hosts",
  unspecified: "no host's",
} as const;

function identityOf(addr: string, ownAt: HostInterface | undefined, how: string, service: string): HostIdentity {
  const aws_service = service || null;
  if (ownAt) return { is: "own", why: how, aws_service };
  if (aws_service) {
    return { is: "aws", why: `AWS names its range in the records: ${aws_service}.`, aws_service };
  }
  const { space, source } = spaceOf(parseAddress(addr) ?? 0n);
  if (space === "public") {
    return {
      is: "public",
      why: "It is in no private block, and no record shows it as an interface's own.",
      aws_service,
    };
  }
  const is = space === "loopback" || space === "multicast" || space === "unspecified" ? "other" : "private";
  return { is, why: `${source}: addresses ${SPACES[space]}.`, aws_service };
}

const textOf = (value: Raw): string | null =>
  value === null || value === undefined || value === "" ? null : String(value);

/**
 * What there is to know about a host at a glance: what it is, what it sent and received, since when, and at which
 * interfaces it was logged.
 * @throws QuestionError, EngineError
 */
export async function askHost(asker: Asker, question: Question, host: Host): Promise<HostAnswer> {
  const started = performance.now();
  const [[whole = {}, ...perInterface], span, service] = await Promise.all([
    hostTotals(asker, question, host, MOST_INTERFACES),
    hostSpan(asker, question, host),
    hostService(asker, question, host),
  ]);
  const named = perInterface.filter((row) => textOf(row.eni) !== null);
  const enis = named.map((row) => String(row.eni));
  const directed = named.some((row) => Number(row.at_home) > 0);
  const several = named.filter((row) => Number(row.peers) >= OWN_PEERS).map((row) => String(row.eni));
  const [shares, traits] = await Promise.all([
    host.kind === "address" && !directed
      ? sharesOf(asker, question, host.addr, several.slice(0, 10))
      : new Map<string, number>(),
    traitsOf(asker, question, enis),
  ]);
  const isOwn = (row: Record<string, Raw>): boolean => {
    if (host.kind === "interface") return true;
    return directed ? Number(row.at_home) > 0 : (shares.get(String(row.eni)) ?? 0) >= OWN_SHARE;
  };
  const interfaces = named.map(
    (row): HostInterface => ({
      interface_id: String(row.eni),
      ...(traits.get(String(row.eni)) ?? NO_TRAITS),
      flows: countOf(row.seen),
      own: isOwn(row),
    }),
  );
  const common = {
    received: sideTotals(whole, "r"),
    sent: sideTotals(whole, "s"),
    peers: countOf(whole.peers),
    ...span,
    interfaces,
  };
  if (host.kind === "interface") {
    const why = "An elastic network interface that the log has records of.";
    const addresses = host.own.map((one) => addressText(one) ?? one);
    const identity = { is: "interface", why, aws_service: null } as const;
    const ids = { addr: null, interface_id: host.interfaceId };
    return { ...ids, identity, addresses, ...common, elapsed_ms: performance.now() - started };
  }
  const addr = addressText(host.addr) ?? host.addr;
  const ownAt = interfaces.find(({ own }) => own);
  const share = Math.floor(100 * (shares.get(ownAt?.interface_id ?? "") ?? 0));
  const how = directed
    ? `By flow-direction, records leave ${ownAt?.interface_id} with it as source or enter with it as destination.`
    : `${share} % of the records of ${ownAt?.interface_id} have it at one end, with different peers at the other.`;
  const identity = identityOf(addr, ownAt, how, service);
  return { addr, interface_id: null, identity, addresses: [addr], ...common, elapsed_ms: performance.now() - started };
}
