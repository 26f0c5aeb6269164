import { parseAddress, printAddress } from "@/lib/filter/address";
import { SqlParams } from "@/lib/sql/params";
import { BLOCKS, INSIDE_SPACES, publicSql, spaceOf } from "./address-space";
import { type Count, countOf, type Raw } from "./count";
import { limits } from "./limits";
import type { Measure, Totals } from "./measure";
import { type Place, placesOf } from "./places";
import type { Asker, Question } from "./question";
import { sumsSelect } from "./sums";
import { ABSENT_ADDRESS } from "./text";
import { PREFIXES, type TopologyGroup } from "./topology-options";

/** Addresses that are drawn as one. */
export interface TopologyNode {
  /** A subnet or interface id, a network, `internet`, or `other`. */
  readonly id: string;
  readonly kind: "subnet" | "interface" | "network" | "internet" | "other";
  /** Networks and addresses that make it up, for a filter; null where they are too many to name. */
  readonly addresses: string[] | null;
  /** Traffic from and to it, in the measure asked for; what stays within it counts once. */
  readonly total: Count;
  readonly flows: Count;
  readonly rejected: Count;
}

/** Traffic between two nodes; a node may have one with itself. */
export interface TopologyEdge {
  readonly a: string;
  readonly b: string;
  readonly a_to_b: Totals;
  readonly b_to_a: Totals;
  /** Flow records by action, both directions. */
  readonly accepted: Count;
  readonly rejected: Count;
}

/** Who talks to whom. */
export interface TopologyAnswer {
  readonly group: TopologyGroup;
  /** Groups that the log has what is needed for. */
  readonly groups: TopologyGroup[];
  readonly measure: Measure;
  readonly nodes: TopologyNode[];
  readonly edges: TopologyEdge[];
  /** Nodes that `other` stands for. */
  readonly folded: Count;
  /** What counts as inside: every network and address that `internet` is not. */
  readonly inside: string[];
  readonly elapsed_ms: number;
}

/** How to draw it. */
export interface TopologyOptions {
  readonly group: TopologyGroup | "auto";
  readonly measure: Measure;
  /** Nodes beside `other`. */
  readonly limit: number;
  /** `one`: public addresses outside are one node. `networks`: they are grouped as the others are. */
  readonly outside: "one" | "networks";
}

const INTERNET = "internet";
const OTHER = "other";
/** A longer list of addresses would not fit into a filter. */
const MOST_NAMED = 40;
const IPV4 = (column: string) => `${column} BETWEEN toIPv6('::ffff:0.0.0.0') AND toIPv6('::ffff:255.255.255.255')`;

const text = (stored: string): string => {
  const address = parseAddress(stored);
  return address === undefined ? stored : printAddress(address);
};

/** The id of the group that an address is in by its interface; undefined where it has none. */
const groupOf = (place: Place, group: TopologyGroup): string | undefined =>
  (group === "subnet" ? place.subnetId : group === "interface" ? place.interfaceId : "") || undefined;

/** What the statements need to know of the places: own addresses with the number of their group, from 1. */
function numbered(places: readonly Place[], group: TopologyGroup) {
  const ids: string[] = [];
  const numbers = new Map<string, number>();
  const own: { addr: string; number: number }[] = [];
  for (const place of places) {
    const id = groupOf(place, group);
    if (id === undefined) continue;
    const number = numbers.get(id) ?? ids.push(id);
    numbers.set(id, number);
    own.push({ addr: place.addr, number });
  }
  return { ids, own };
}

/**
 * Traffic between nodes, in each direction: `na` and `nb` name the sender's and the receiver's. Addresses become
 * networks, own addresses stay, and what is outside may become one, before anything is grouped: so groups are few.
 */
function pairsSql(question: Question, params: SqlParams, group: TopologyGroup, places: readonly Place[], one: boolean) {
  const { own } = numbered(places, group);
  const [v4, v6] = PREFIXES[group];
  const known = params.bind(
    own.map(({ addr }) => addr),
    "Array(IPv6)",
  );
  const inside = params.bind(
    places.filter(({ addr }) => spaceOf(parseAddress(addr) ?? 0n).space === "public").map(({ addr }) => addr),
    "Array(IPv6)",
  );
  const network = (column: string) =>
    `tupleElement(IPv6CIDRToRange(${column}, toUInt8(if(${IPV4(column)}, ${96 + v4}, ${v6}))), 1)`;
  const key = (column: string) => {
    const far = one ? `${publicSql(column)} AND ${column} NOT IN ${inside}, ${ABSENT_ADDRESS}, ` : "";
    return `multiIf(${column} IN ${known}, ${column}, ${far}${network(column)})`;
  };
  const sums = sumsSelect(question, params, {
    branches: [{ columns: [key("srcaddr"), key("dstaddr")] }],
    columns: ["srcaddr", "dstaddr"],
    byAction: true,
    measures: ["flows", "bytes", "packets"],
    and: () => [`srcaddr != ${ABSENT_ADDRESS}`, `dstaddr != ${ABSENT_ADDRESS}`],
  });
  const grouped = `SELECT k0 AS ka, k1 AS kb, sum(one.flows) AS p_flows, sum(one.sum_bytes) AS p_bytes, sum(one.sum_packets) AS p_packets,
  sumIf(one.flows, action = 'ACCEPT') AS p_accepted, sumIf(one.flows, action = 'REJECT') AS p_rejected
FROM (${sums}) AS one GROUP BY ka, kb`;
  const numbers = params.bind(
    own.map(({ number }) => number),
    "Array(UInt32)",
  );
  const lookup = `(SELECT tupleElement(z, 1) AS own, tupleElement(z, 2) AS number FROM (SELECT arrayJoin(arrayZip(${known}, ${numbers})) AS z))`;
  const name = (column: string, joined: string) =>
    `multiIf(${joined}.number > 0, concat('#', toString(${joined}.number)), ${column} = ${ABSENT_ADDRESS}, '${INTERNET}', toString(${column}))`;
  return `SELECT ${name("p.ka", "ga")} AS na, ${name("p.kb", "gb")} AS nb, p.* FROM (${grouped}) AS p
LEFT ANY JOIN ${lookup} AS ga ON p.ka = ga.own LEFT ANY JOIN ${lookup} AS gb ON p.kb = gb.own`;
}

interface NodeRow {
  readonly node: string;
  readonly v: Raw;
  readonly flows: Raw;
  readonly rejected: Raw;
  readonly nodes: Raw;
}

function nodeOf(row: NodeRow, group: TopologyGroup, places: readonly Place[], ids: readonly string[]): TopologyNode {
  const figures = { total: countOf(row.v), flows: countOf(row.flows), rejected: countOf(row.rejected) };
  if (row.node === INTERNET) return { id: INTERNET, kind: "internet", addresses: null, ...figures };
  if (row.node === OTHER) return { id: OTHER, kind: "other", addresses: null, ...figures };
  if (row.node.startsWith("#")) {
    const id = ids[Number(row.node.slice(1)) - 1] ?? row.node;
    const own = places.filter((place) => groupOf(place, group) === id).map(({ addr }) => text(addr));
    const kind = group === "subnet" ? "subnet" : "interface";
    return { id, kind, addresses: own.length > MOST_NAMED ? null : own, ...figures };
  }
  const network = networkText(row.node, group);
  return { id: network, kind: "network", addresses: [network], ...figures };
}

/** A stored network's first address with its prefix: `10.1.0.0/16`. */
function networkText(stored: string, group: TopologyGroup): string {
  const [v4, v6] = PREFIXES[group];
  const plain = text(stored);
  return `${plain}/${plain.includes(":") ? v6 : v4}`;
}

async function chooseGroup(places: readonly Place[], asked: TopologyOptions["group"]) {
  const subnets = places.some(({ subnetId }) => subnetId !== "");
  const groups: TopologyGroup[] = [
    ...(subnets ? (["subnet"] as const) : []),
    ...(places.length > 0 ? (["interface"] as const) : []),
    ...(["cidr8", "cidr16", "cidr24"] as const),
  ];
  const wanted = asked === "auto" ? (subnets ? "subnet" : "cidr24") : asked;
  return { groups, group: groups.includes(wanted) ? wanted : ("cidr24" as const) };
}

const insideOf = (places: readonly Place[]): string[] => [
  ...BLOCKS.filter(({ space }) => INSIDE_SPACES.includes(space)).map(({ cidr }) => cidr),
  ...places
    .filter(({ addr }) => spaceOf(parseAddress(addr) ?? 0n).space === "public")
    .slice(0, MOST_NAMED)
    .map(({ addr }) => text(addr)),
];

/**
 * Who talks to whom, by subnet, interface or network: the nodes with the most of a measure, the rest folded into
 * `other`, and the traffic between them each way.
 * @throws EngineError
 */
export async function askTopology(asker: Asker, question: Question, options: TopologyOptions): Promise<TopologyAnswer> {
  const started = performance.now();
  const { measure, limit } = options;
  const places = await placesOf(asker, question);
  const { group, groups } = await chooseGroup(places, options.group);
  const { ids } = numbered(places, group);
  const one = options.outside === "one";

  const params = new SqlParams();
  const pairs = pairsSql(question, params, group, places, one);
  const nodeSql = `SELECT node, sum(p_${measure}) AS v, sum(p_flows) AS flows, sum(p_rejected) AS rejected, count() OVER () AS nodes
FROM (SELECT arrayJoin(arrayDistinct([na, nb])) AS node, p_bytes, p_packets, p_flows, p_rejected FROM (${pairs}))
GROUP BY node ORDER BY v DESC, flows DESC, node LIMIT ${params.bind(limit, "UInt32")}`;
  const { rows } = await asker.engine.query<NodeRow>(nodeSql, params.values, limits(asker.signal));
  const folded = Math.max(0, Number(rows[0]?.nodes ?? 0) - rows.length);

  const again = new SqlParams();
  const kept = again.bind(
    rows.map(({ node }) => node),
    "Array(String)",
  );
  const drawn = (name: string) => `if(${name} IN ${kept}, ${name}, '${OTHER}')`;
  const sums = (way: string) =>
    `sumIf(p_flows, ${way}) AS flows, sumIf(p_bytes, ${way}) AS bytes, sumIf(p_packets, ${way}) AS packets`;
  const forth = "fa <= fb";
  const edgeSql = `SELECT least(fa, fb) AS a, greatest(fa, fb) AS b,
  ${sums(forth).replaceAll(" AS ", " AS f_")}, ${sums(`NOT (${forth})`).replaceAll(" AS ", " AS r_")},
  sum(p_accepted) AS accepted, sum(p_rejected) AS rejected
FROM (SELECT *, ${drawn("na")} AS fa, ${drawn("nb")} AS fb FROM (${pairsSql(question, again, group, places, one)}))
GROUP BY a, b ORDER BY sum(p_${measure}) DESC, a, b`;
  const edges = await asker.engine.query<Record<string, Raw>>(edgeSql, again.values, limits(asker.signal));

  const nodes = rows.map((row) => nodeOf(row, group, places, ids));
  const rest = edges.rows.filter((row) => row.a === OTHER || row.b === OTHER);
  if (folded > 0) nodes.push(nodeOf(restOf(rest, measure), group, places, ids));
  const name = (node: Raw): string => {
    const at = rows.findIndex((row) => row.node === node);
    return nodes[at]?.id ?? OTHER;
  };
  const totals = (row: Record<string, Raw>, part: string): Totals => ({
    flows: countOf(row[`${part}_flows`]),
    bytes: countOf(row[`${part}_bytes`]),
    packets: countOf(row[`${part}_packets`]),
  });
  return {
    ...{ group, groups, measure, nodes },
    edges: edges.rows.map((row) => ({
      a: name(row.a),
      b: name(row.b),
      a_to_b: totals(row, "f"),
      b_to_a: totals(row, "r"),
      accepted: countOf(row.accepted),
      rejected: countOf(row.rejected),
    })),
    folded: countOf(folded),
    inside: insideOf(places),
    elapsed_ms: performance.now() - started,
  };
}

/** The sums of what is folded, from its edges. */
function restOf(edges: readonly Record<string, Raw>[], measure: Measure): NodeRow {
  const sum = (...names: string[]) =>
    String(edges.reduce((all, row) => all + names.reduce((one, name) => one + BigInt(row[name] ?? 0), 0n), 0n));
  return {
    node: OTHER,
    v: sum(`f_${measure}`, `r_${measure}`),
    flows: sum("f_flows", "r_flows"),
    rejected: sum("rejected"),
    nodes: 0,
  };
}
