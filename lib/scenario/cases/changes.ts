import type { Case } from "../case";
import { LATER, type Stage } from "../stage";

/** Attempts every few minutes from one moment to another. @returns when the last began. */
function attempts(stage: Stage, from: number, count: number): number {
  for (let i = 0; i < count; i++) stage.talk(from + i * 180);
  return from + (count - 1) * 180;
}

/** A rule that was added or removed while the client tried. */
export const changeCases: readonly Case[] = [
  {
    name: "changed: accepted, then rejected",
    needs: { logged: "server" },
    play: (stage) => {
      stage.everyday();
      stage.allow(stage.server, stage.client);
      const last = attempts(stage, stage.time + 60, stage.random.int(1, 4));
      stage.eni(stage.server).group.ingress.pop();
      stage.network.forget({
        src: stage.client.addr,
        dst: stage.server.addr,
        sport: 0,
        dport: 0,
        protocol: stage.traits.protocol,
        bytes: 0,
        flags: [],
      });
      const next = last + LATER;
      attempts(stage, next, stage.random.int(1, 4));
      return {
        expect: ["changed"],
        at: [last, next + 1],
        roleTold: stage.traits.protocol !== 1 && stage.traits.protocol !== 58,
      };
    },
  },
  {
    name: "changed: rejected, then accepted",
    needs: { logged: "server" },
    play: (stage) => {
      stage.everyday();
      const last = attempts(stage, stage.time + 60, stage.random.int(1, 4));
      stage.allow(stage.server, stage.client);
      const next = last + LATER;
      attempts(stage, next, stage.random.int(1, 4));
      return {
        expect: ["changed"],
        at: [last, next + 1],
        roleTold: stage.traits.protocol !== 1 && stage.traits.protocol !== 58,
      };
    },
  },
  {
    name: "changed: twice, and the last one counts",
    protocols: [6, 17],
    needs: { logged: "server" },
    play: (stage) => {
      stage.everyday();
      stage.allow(stage.server, stage.client);
      const rule = stage.eni(stage.server).group.ingress;
      const kept = rule.at(-1);
      const first = attempts(stage, stage.time + 60, 2);
      rule.pop();
      const second = attempts(stage, first + LATER, 2);
      if (kept) rule.push(kept);
      attempts(stage, second + LATER, 2);
      return { expect: ["changed"], at: [second, second + LATER + 1] };
    },
  },
  {
    name: "not changed: another port was accepted before",
    protocols: [6, 17],
    needs: { logged: "server" },
    play: (stage) => {
      stage.everyday();
      stage.server.listens.add(7777);
      stage.allow(stage.server, stage.client, 7777);
      stage.talk(stage.time + 60, { port: 7777 });
      stage.talk(stage.time + LATER);
      return { expect: ["blocked_sg_or_nacl"] };
    },
  },
  {
    name: "not changed: another client was accepted before",
    protocols: [6, 17],
    needs: { logged: "server" },
    play: (stage) => {
      stage.everyday();
      const other = stage.outside();
      stage.allow(stage.server, other);
      stage.talk(stage.time + 60, { client: other });
      stage.talk(stage.time + LATER);
      return { expect: ["blocked_sg_or_nacl"] };
    },
  },
];
