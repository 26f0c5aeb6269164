import { describe, expect, test } from "vitest";
import { parseFilter } from "../filter";
import { diagnose, foremost } from "./diagnose";
import type { Evidence } from "./evidence";
import { accepted, at, cell, conversation, rejected, replies, T } from "./testing/evidence";
import { VERDICT_CODES, type VerdictCode } from "./verdict";

const works = { ...accepted(), reply: cell(), synAcks: 1 };
const late = (end: "flags" | "silence") => ({ ...cell(1, T + 100), end, direction: null });
const around = (more = {}) => ({
  sameClientAccepted: [],
  sawClient: 1,
  rejectedClient: 1,
  otherClients: 0,
  otherClient: null,
  ...more,
});
const skipped = { skipped: [{ from: T, to: T + 60 }], actions: ["ACCEPT", "REJECT"] as const };
const client = { id: "eni-c", subnet: "subnet-c", place: "client", requestDirection: "egress" } as const;

/** What fires each rule, and what looks like it and must not. */
const cases: readonly (readonly [VerdictCode, string, Evidence])[] = [
  ["blocked_public_access", "BPA", conversation([at({ ...rejected(), publicAccess: cell() })])],
  ["blocked_encryption_control", "EC", conversation([at({ ...rejected(), encryptionControl: cell() })])],
  [
    "blocked_public_access",
    "BPA although it passed before",
    conversation([at({ ...rejected(), publicAccess: cell(), changes: [{ at: T, to: "REJECT", before: T - 60 }] })]),
  ],
  [
    "changed",
    "accepted, then rejected",
    conversation([at({ ...rejected(), changes: [{ at: T, to: "REJECT", before: T - 60 }] })]),
  ],
  [
    "blocked_sg_or_nacl",
    "accepted and rejected at once is no change",
    conversation([at({ request: { accepted: cell(), rejected: cell() } })]),
  ],
  [
    "reply_blocked_nacl_outbound",
    "the reply stops at the server",
    conversation([at({ ...accepted(), replyRejected: replies() })]),
  ],
  [
    "reply_blocked_nacl_inbound",
    "the reply stops at the client",
    conversation([at({ ...accepted(), replyRejected: replies(), ...client }), at(works)]),
  ],
  [
    "reply_blocked_nacl_outbound",
    "the direction of the records wins over whose interface it is",
    conversation([at({ ...accepted(), ...client, replyRejected: replies({ direction: "egress" }) })]),
  ],
  [
    "blocked_sg_or_nacl",
    "a rejected reply at an interface that could be either end's",
    conversation([at({ ...accepted(), replyRejected: replies(), place: "unknown", requestDirection: null })]),
  ],
  ["late_packet", "after FIN", conversation([at({ ...works, ...client, late: late("flags") })])],
  ["late_packet", "after a silence", conversation([at({ ...works, late: late("silence") })])],
  [
    "blocked_sg_or_nacl",
    "a late packet beside a rejected attempt",
    conversation([at({ ...works, late: late("flags") }), at({ ...rejected(), id: "eni-t" })]),
  ],
  [
    "asymmetric_return",
    "the reply comes another way",
    conversation([at(accepted()), at({ id: "eni-t", strayElsewhere: replies() })]),
  ],
  ["unsolicited_reply", "nobody asked", conversation([at({ strayNowhere: replies() })])],
  ["blocked_sg_or_nacl", "a reply without flags", conversation([at({ flags: false, strayUnknown: replies() })])],
  [
    "blocked_security_group",
    "one subnet",
    conversation([at(rejected())], { clientSubnet: "subnet-s", serverSubnet: "subnet-s" }),
  ],
  [
    "blocked_sg_or_nacl",
    "two subnets",
    conversation([at(rejected())], { clientSubnet: "subnet-c", serverSubnet: "subnet-s" }),
  ],
  ["blocked_sg_or_nacl", "unknown subnets", conversation([at(rejected())], { serverSubnet: null })],
  [
    "blocked_security_group",
    "the same client passes elsewhere in the subnet",
    conversation([at({ ...rejected(), around: around({ sameClientAccepted: [{ id: "eni-t", cell: cell() }] }) })]),
  ],
  [
    "blocked_nacl_likely",
    "refused at all of two interfaces, others are not",
    conversation([
      at({
        ...rejected(),
        around: around({ sawClient: 2, rejectedClient: 2, otherClients: 3, otherClient: "10.0.0.9" }),
      }),
    ]),
  ],
  [
    "blocked_sg_or_nacl",
    "one interface only",
    conversation([at({ ...rejected(), around: around({ otherClients: 3, otherClient: "10.0.0.9" }) })]),
  ],
  [
    "blocked_sg_or_nacl",
    "nobody is accepted there",
    conversation([at({ ...rejected(), around: around({ sawClient: 2, rejectedClient: 2 }) })]),
  ],
  [
    "allowed_refused",
    "RST only",
    conversation([at({ ...accepted(), reply: cell(), refused: { connections: 1, first: T, last: T } })]),
  ],
  ["allowed", "RST and SYN-ACK", conversation([at({ ...works, refused: { connections: 1, first: T, last: T } })])],
  ["allowed_no_reply", "no reply", conversation([at(accepted())])],
  ["allowed", "the reply took another interface", conversation([at(accepted()), at({ id: "eni-t", reply: cell() })])],
  ["allowed", "both ways", conversation([at(works)])],
  ["incomplete_data", "nothing logged", conversation([])],
  ["incomplete_data", "no action", conversation([at({ actionless: cell() })])],
  ["incomplete_data", "no reply while records were lost", conversation([at({ ...accepted(), completeness: skipped })])],
  [
    "incomplete_data",
    "rejected in a log of rejected traffic",
    conversation([at({ ...rejected(), completeness: { skipped: [], actions: ["REJECT"] } })]),
  ],
  [
    "incomplete_data",
    "nobody asked, in a log of rejected traffic",
    conversation([at({ strayNowhere: replies(), completeness: { skipped: [], actions: ["REJECT"] } })]),
  ],
  ["allowed", "both ways while records were lost", conversation([at({ ...works, completeness: skipped })])],
  [
    "reply_blocked_nacl_outbound",
    "a rejected reply while records were lost",
    conversation([at({ ...accepted(), replyRejected: replies(), completeness: skipped })]),
  ],
  [
    "blocked_security_group",
    "one subnet while records were lost",
    conversation([at({ ...rejected(), completeness: skipped })], { clientSubnet: "subnet-s" }),
  ],
  [
    "allowed_no_reply",
    "records were lost at an interface that does not matter",
    conversation([at({ ...accepted(), ...client, completeness: skipped }), at(accepted())]),
  ],
];

test.each(cases)("%s: %s", (code, _, evidence) => {
  const { verdict } = diagnose(evidence);
  expect(verdict.code).toBe(code);
  expect(verdict.reasons.length).toBeGreaterThan(0);
  for (const { q } of verdict.reasons) if (q !== null) expect([q, parseFilter(q).ok]).toEqual([q, true]);
});

test("every code has a case that fires it", () => {
  expect([...new Set(cases.map(([code]) => code))].sort()).toEqual([...VERDICT_CODES].sort());
});

describe("what is said", () => {
  test("a rejection that the log cannot explain", () => {
    expect(diagnose(conversation([at(rejected())])).verdict.sentence).toBe(
      "167.71.109.229 tried to reach 10.10.1.10 on port 8088/tcp once and was rejected (1 packet, 40 bytes, 2020-04-24 17:29:23 to 17:30:22 UTC). The log alone cannot tell whether a security group or a network ACL refused it.",
    );
  });

  test("UDP and ICMP need no answer", () => {
    expect(diagnose(conversation([at(accepted())], { protocol: 17, port: 514 })).verdict.sentence).toContain(
      "An answer need not come with udp.",
    );
    expect(diagnose(conversation([at(accepted())], { protocol: 1, port: null })).verdict.sentence).toContain(
      "let through to 10.10.1.10 with ICMP",
    );
  });

  test.each([
    [{}, "IpProtocol=tcp,FromPort=8088,ToPort=8088,IpRanges=[{CidrIp=167.71.109.229/32}]"],
    [{ protocol: 1, port: null }, "IpProtocol=icmp,FromPort=-1,ToPort=-1,IpRanges=[{CidrIp=167.71.109.229/32}]"],
    [
      { client: "2001:db8::1", protocol: 17, port: 53 },
      "IpProtocol=udp,FromPort=53,ToPort=53,Ipv6Ranges=[{CidrIpv6=2001:db8::1/128}]",
    ],
    [{ protocol: 50, port: null }, "IpProtocol=50,IpRanges=[{CidrIp=167.71.109.229/32}]"],
  ])("the security group rule for %j", (more, permission) => {
    const { verdict } = diagnose(conversation([at(rejected())], { clientSubnet: "subnet-s", ...more }));
    expect(verdict.code).toBe("blocked_security_group");
    expect(verdict.next_steps[0]?.command).toBe(
      `aws ec2 authorize-security-group-ingress --group-id SECURITY_GROUP_ID --ip-permissions '${permission}'`,
    );
  });

  test("a client that may not go out needs an outbound rule to the server", () => {
    const { verdict } = diagnose(conversation([at({ ...rejected(), ...client })]));
    expect(verdict.next_steps.map(({ command }) => command).join("\n")).toContain(
      "authorize-security-group-egress --group-id SECURITY_GROUP_ID --ip-permissions 'IpProtocol=tcp,FromPort=8088,ToPort=8088,IpRanges=[{CidrIp=10.10.1.10/32}]'",
    );
  });

  test.each([
    [
      {},
      "--egress --rule-number RULE_NUMBER --protocol tcp --port-range From=1024,To=65535 --cidr-block 167.71.109.229/32",
    ],
    [
      { client: "2001:db8::1", protocol: 58, port: null },
      "--egress --rule-number RULE_NUMBER --protocol 58 --icmp-type-code Type=-1,Code=-1 --ipv6-cidr-block 2001:db8::1/128",
    ],
  ])("the network ACL entry for replies of %j", (more, entry) => {
    const { verdict } = diagnose(conversation([at({ ...accepted(), replyRejected: replies() })], more));
    expect(verdict.next_steps[0]?.command).toBe(
      `aws ec2 create-network-acl-entry --network-acl-id NETWORK_ACL_ID ${entry} --rule-action allow`,
    );
  });

  test("all changes are told, the last one is the moment", () => {
    const changes = [
      { at: T, to: "REJECT", before: T - 60 },
      { at: T + 600, to: "ACCEPT", before: T + 300 },
    ] as const;
    const { verdict } = diagnose(conversation([at({ request: { accepted: cell(), rejected: cell() }, changes })]));
    expect(verdict).toMatchObject({ code: "changed", at: T + 600 });
    expect(verdict.reasons.length).toBe(2);
  });
});

test("of several services, the first verdict in order speaks; what is incomplete counts as what it would be", () => {
  const judged = (evidence: Evidence) => ({ evidence, diagnosis: diagnose(evidence) });
  const open = judged(conversation([at(works)], { port: 443 }));
  const lost = judged(conversation([at({ ...accepted(), completeness: skipped })], { port: 22 }));
  const shut = judged(conversation([at(rejected())]));
  expect(foremost([open, lost, shut])?.verdict).toMatchObject({ code: "blocked_sg_or_nacl", port: 8088 });
  expect(foremost([open, lost])?.verdict).toMatchObject({ code: "incomplete_data", port: 22 });
  expect(foremost([])).toBeUndefined();
});
