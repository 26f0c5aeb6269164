import { expect, test } from "vitest";
import { decideRole, type SideEvidence } from "./role";

const silent: SideEvidence = {
  sent: 0,
  syn: 0,
  synAck: 0,
  stopped: false,
  firstSent: null,
  ports: 1,
  port: 50_000,
  hasAskedPort: false,
};
const spoke: SideEvidence = { ...silent, sent: 3, firstSent: 1000 };

const cases: readonly (readonly [string, Partial<SideEvidence>, Partial<SideEvidence>, "a" | "b", string])[] = [
  ["SYN is sent by the client", { syn: 1 }, {}, "a", "high"],
  ["SYN-ACK is sent by the server", { synAck: 2 }, {}, "b", "high"],
  ["both opened: the one that did it more", { syn: 1 }, { syn: 5 }, "b", "medium"],
  ["flags win over who was first", { syn: 1, firstSent: 5000 }, {}, "a", "high"],
  ["the asked port is the server's", { hasAskedPort: true }, {}, "b", "medium"],
  ["the only sender", { sent: 0, firstSent: null }, {}, "b", "medium"],
  ["the earlier by 2 s", { firstSent: 998 }, {}, "a", "medium"],
  [
    "one second tells nothing; many ports against one do",
    { firstSent: 1001, ports: 4 },
    { firstSent: 1000 },
    "a",
    "medium",
  ],
  ["a known service port", { port: 443 }, {}, "b", "medium"],
  ["the lower port, at last", { port: 49_999 }, {}, "b", "low"],
  ["with equal ports, the one whose packets passed", { port: 0, stopped: true }, { port: 0 }, "b", "medium"],
  ["with equal ports, the one that sent more than answers", { port: 0, sent: 2 }, { port: 0, sent: 5 }, "b", "low"],
  ["nothing at all", {}, {}, "a", "low"],
];

test.each(cases)("%s", (_, a, b, client, confidence) => {
  expect(decideRole({ ...spoke, ...a }, { ...spoke, ...b })).toMatchObject({ client, confidence });
  // Whichever address was given first, the same side is the client, unless nothing tells.
  const turned = decideRole({ ...spoke, ...b }, { ...spoke, ...a });
  if (Object.keys({ ...a, ...b }).length > 0)
    expect(turned).toMatchObject({ client: client === "a" ? "b" : "a", confidence });
});
