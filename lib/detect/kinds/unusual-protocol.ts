/** Unusual protocol: something other than TCP, UDP and ICMP that was accepted. */

import { protocolName } from "@/lib/flow/protocols";
import type { DetectContext } from "../context";
import type { Detector } from "../detector";
import type { Candidate } from "../finding";
import { groupBy } from "../group";
import { type PairSeen, pairTotals } from "../pairs";
import { endTerms, listTerm, term } from "../terms";
import { bytesText, counted, sampleOf } from "../words";

/** Protocols of tunnels and routing, and what usually uses them. */
const KNOWN_USES: Readonly<Record<number, string>> = {
  4: "IP-in-IP tunnels, for example of container networks, look like this.",
  41: "IPv6 tunnels (6in4) look like this.",
  47: "GRE tunnels: VPN appliances and Transit Gateway Connect use them.",
  50: "IPsec VPNs look like this.",
  51: "IPsec VPNs look like this.",
  89: "Routers speak OSPF.",
  112: "Routers and firewalls in pairs speak VRRP.",
  132: "Telephony and some cluster software use SCTP.",
};

function candidate(pairs: readonly PairSeen[], context: DetectContext): Candidate[] {
  const [begun] = pairs;
  if (!begun) return [];
  const { sender, protocol } = begun;
  const peers = [...new Set(pairs.map(({ receiver }) => receiver))].sort();
  const totals = pairs.flatMap((pair) => pair.totals);
  const name = protocolName(protocol);
  const outside = [sender, ...peers].some((address) => context.network.isOutside(address));
  const counts = [...new Set(pairs.flatMap(({ terms }) => terms))];
  const both = listTerm("addr", peers);
  const packet = totals.some(({ plain }) => Number(plain) !== 1);
  const ends = packet
    ? [
        `((${endTerms(totals, { src: [sender], dst: peers }).join(" ")}) or (${endTerms(totals, { src: peers, dst: [sender] }).join(" ")}))`,
      ]
    : [term("addr", sender), ...(both ? [both] : [])];
  return [
    {
      kind: "unusual_protocol",
      severity: outside ? "medium" : "low",
      key: `${sender} ${protocol}`,
      subject: { addr: sender },
      targets: { count: peers.length, sample: sampleOf(peers) },
      first: Math.min(...totals.map(({ first }) => first)),
      last: Math.max(...totals.map(({ last }) => last)),
      terms: [...ends, `protocol:${protocol}`, "action:ACCEPT", ...(counts.length === 1 ? counts : [])],
      why: {
        measured: totals.reduce((sum, one) => sum + one.all_packets, 0),
        threshold: 0,
        unit: "packets",
        text: `Protocol ${protocol} (${name}) was accepted; usual are ${context.settings.unusual_protocol.usual.map(protocolName).join(", ")}.`,
      },
      title: `${sender} speaks ${name.toUpperCase()}`,
      say: (evidence) =>
        `${sender} and ${peers.length === 1 ? peers[0] : counted(peers.length, "other address", "other addresses")} exchanged ${bytesText(evidence.bytes)} in ${counted(evidence.flows, "accepted flow")} of protocol ${protocol} (${name}).`,
      benign_hints: [
        KNOWN_USES[protocol] ??
          "Check whether something of yours needs this protocol; security groups can leave it out.",
      ],
    },
  ];
}

export const unusualProtocol: Detector = {
  kind: "unusual_protocol",
  async find(context) {
    const { usual } = context.settings.unusual_protocol;
    const pairs = await pairTotals(context, ["protocol", "bytes", "packets", "action"], (sql) => [
      "isNotNull(protocol)",
      `protocol NOT IN (${usual.map((one) => sql.bind(one, "UInt8")).join(", ") || "255"})`,
      "action = 'ACCEPT'",
    ]);
    const groups = groupBy(pairs, ({ sender, protocol }) => `${sender} ${protocol}`);
    return [...groups.values()].flatMap((some) => candidate(some, context));
  },
};
