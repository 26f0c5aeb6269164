import type { Case } from "../case";
import { LATER } from "../stage";

/** Logs that lack what a verdict would rest on, and those that lack something else. */
export const incompleteCases: readonly Case[] = [
  {
    name: "incomplete_data: no reply, while records were lost",
    needs: { logged: "server" },
    play: (stage) => {
      stage.everyday();
      stage.allow(stage.server);
      stage.server.up = false;
      stage.talk(stage.time + 120);
      stage.network.log.skip(stage.eni(stage.server), stage.time + 128, stage.time + 190);
      return { expect: ["incomplete_data"] };
    },
  },
  {
    name: "incomplete_data: rejected, while records were lost",
    needs: { logged: "server" },
    play: (stage) => {
      stage.everyday();
      stage.talk(stage.time + 120);
      stage.network.log.skip(stage.eni(stage.server), stage.time + 122, stage.time + 181);
      return { expect: ["incomplete_data"] };
    },
  },
  {
    name: "incomplete_data: a log of rejected traffic only",
    needs: { logged: "server" },
    play: (stage) => {
      stage.network.log.set(stage.eni(stage.server).id, stage.logOf("REJECT"));
      stage.everyday();
      stage.talk(stage.time + 60);
      return { expect: ["incomplete_data"] };
    },
  },
  {
    name: "incomplete_data: a log of accepted traffic only, and no reply",
    needs: { logged: "server" },
    play: (stage) => {
      stage.network.log.set(stage.eni(stage.server).id, stage.logOf("ACCEPT"));
      stage.everyday();
      stage.allow(stage.server);
      stage.server.up = false;
      stage.talk(stage.time + 60);
      return { expect: ["incomplete_data"] };
    },
  },
  {
    name: "evidence that is there stands: accepted both ways in a log of accepted traffic only",
    needs: { logged: "server" },
    play: (stage) => {
      stage.network.log.set(stage.eni(stage.server).id, stage.logOf("ACCEPT"));
      stage.everyday();
      stage.allow(stage.server);
      stage.talk(stage.time + 60);
      return { expect: ["allowed"], roleTold: stage.flags };
    },
  },
  {
    name: "evidence that is there stands: the reply was rejected, whatever was lost",
    needs: { logged: "server" },
    play: (stage) => {
      stage.everyday();
      stage.allow(stage.server);
      stage.serverSubnet.acl.egress.unshift({ allow: false, peer: stage.client.addr });
      stage.talk(stage.time + 60);
      stage.network.log.skip(stage.eni(stage.server), stage.time + 80, stage.time + 130);
      return { expect: ["reply_blocked_nacl_outbound"] };
    },
  },
  {
    name: "evidence that is there stands: one subnet, in a log of rejected traffic only",
    needs: { clientIn: "subnet", logged: "both" },
    play: (stage) => {
      const near = stage.inside(stage.serverSubnet);
      stage.network.log.set(stage.eni(stage.server).id, stage.logOf("REJECT"));
      stage.noise(near, stage.time);
      stage.everyday();
      stage.talk(stage.time + 60, { client: near });
      return {
        expect: [stage.subnets ? "blocked_security_group" : "incomplete_data"],
        ends: [near.addr, stage.server.addr],
      };
    },
  },
  {
    name: "complete: records were lost long before",
    needs: { logged: "server" },
    play: (stage) => {
      stage.everyday();
      stage.talk(stage.time + 2 * LATER);
      stage.network.log.skip(stage.eni(stage.server), stage.time - 7200, stage.time - 7140);
      return { expect: ["blocked_sg_or_nacl"] };
    },
  },
  {
    name: "complete: another interface lost records",
    needs: { logged: "server" },
    play: (stage) => {
      stage.everyday();
      const other = stage.inside(stage.serverSubnet);
      stage.noise(other, stage.time);
      stage.talk(stage.time + 120);
      stage.network.log.skip(stage.eni(other), stage.time + 100, stage.time + 180);
      return { expect: ["blocked_sg_or_nacl"] };
    },
  },
];
