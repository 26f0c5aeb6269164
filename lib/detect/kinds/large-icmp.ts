/** Large ICMP: packets far larger than a ping, as tunnels through ICMP have them. */

import { protocolName } from "@/lib/flow/protocols";
import type { DetectContext } from "../context";
import type { Detector } from "../detector";
import type { Candidate } from "../finding";
import { type PairSeen, pairTotals } from "../pairs";
import { endTerms } from "../terms";
import { bytesText, counted } from "../words";

const ICMP = [1, 58];

function candidate({ sender, receiver, protocol, totals, terms }: PairSeen, context: DetectContext): Candidate {
  const bytes = totals.reduce((sum, one) => sum + one.all_bytes, 0);
  const packets = totals.reduce((sum, one) => sum + one.all_packets, 0);
  const average = Math.round(bytes / Math.max(1, packets));
  const limit = context.settings.large_icmp.bytes_per_packet;
  const [there, back] = [
    endTerms(totals, { src: [sender], dst: [receiver] }).join(" "),
    endTerms(totals, { src: [receiver], dst: [sender] }).join(" "),
  ];
  const outside = context.network.isOutside(sender) !== context.network.isOutside(receiver);
  return {
    kind: "large_icmp",
    severity: outside ? "medium" : "low",
    key: [...[sender, receiver].sort(), protocol].join(" "),
    subject: { addr: sender },
    targets: { count: 1, sample: [receiver] },
    first: Math.min(...totals.map(({ first }) => first)),
    last: Math.max(...totals.map(({ last }) => last)),
    terms: [
      `((${there}) or (${back}))`,
      `protocol:${protocol}`,
      `bytes>=${Math.min(...totals.map((one) => one.least_bytes))}`,
      `packets<=${Math.max(...totals.map((one) => one.most_packets))}`,
      ...terms,
    ],
    why: {
      measured: average,
      threshold: limit,
      unit: "bytes per packet",
      text: `${counted(average, "byte")} a packet on average; more than ${limit} is unusual, a ping has 84.`,
    },
    title: `Large ICMP packets between ${sender} and ${receiver}`,
    say: (evidence) =>
      `${sender} and ${receiver} exchanged ${bytesText(evidence.bytes)} of ${protocolName(protocol)} in ${counted(evidence.packets, "packet")}, ${counted(average, "byte")} each on average.`,
    benign_hints: ["Tests of the largest packet size (ping -s) look like this; a tunnel goes on for longer."],
  };
}

export const largeIcmp: Detector = {
  kind: "large_icmp",
  async find(context) {
    const limit = context.settings.large_icmp.bytes_per_packet;
    const pairs = await pairTotals(context, ["protocol", "bytes", "packets"], (sql) => [
      `protocol IN (${ICMP.join(", ")})`,
      "packets > 0",
      `bytes > packets * ${sql.bind(limit, "Float64")}`,
    ]);
    return pairs.map((pair) => candidate(pair, context));
  },
};
