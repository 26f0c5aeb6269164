import type { Case } from "../case";
import type { Host } from "../network";

/** Requests that are rejected. */
export const blockedCases: readonly Case[] = [
  {
    name: "blocked_sg_or_nacl: nobody else is seen on the port",
    play: (stage) => {
      stage.everyday();
      for (let i = 0; i < 2; i++) stage.talk(stage.time + 60 + i * 200);
      // Where the server does not log, only the client's packets are seen to go out.
      return { expect: [stage.serverLogged ? "blocked_sg_or_nacl" : "allowed_no_reply"] };
    },
  },
  {
    name: "blocked_sg_or_nacl: others are accepted on the port, one interface only",
    protocols: [6, 17],
    needs: { logged: "server" },
    play: (stage) => {
      stage.everyday();
      const other = stage.outside();
      stage.allow(stage.server, other);
      for (let i = 0; i < 3; i++) stage.talk(stage.time + 30 + i * 90, { client: other });
      stage.talk(stage.time + 60);
      return { expect: ["blocked_sg_or_nacl"] };
    },
  },
  {
    name: "blocked_sg_or_nacl: rejected on the way out of the client",
    needs: { clientIn: "subnet" },
    play: (stage) => {
      stage.everyday();
      stage.allow(stage.server);
      stage.eni(stage.client).group.egress = [{ ports: [443, 443], peer: "192.0.2.1" }];
      stage.talk(stage.time + 60);
      // Where the client does not log, there is no record at all.
      return {
        expect: [stage.clientLogged ? "blocked_sg_or_nacl" : "incomplete_data"],
        roleTold: stage.clientLogged,
      };
    },
  },
  {
    name: "blocked_security_group: both ends in one subnet",
    needs: { clientIn: "subnet", logged: "both" },
    play: (stage) => {
      const near = stage.inside(stage.serverSubnet);
      stage.noise(near, stage.time);
      stage.everyday();
      // The subnet's network ACL would refuse it, and is not asked.
      if (stage.random.chance(0.5)) stage.serverSubnet.acl.ingress.unshift({ allow: false, peer: near.addr });
      stage.talk(stage.time + 60, { client: near });
      return {
        expect: [stage.subnets ? "blocked_security_group" : "blocked_sg_or_nacl"],
        ends: [near.addr, stage.server.addr],
      };
    },
  },
  {
    name: "blocked_security_group: the same client is accepted at another interface of the subnet",
    needs: { logged: "server" },
    play: (stage) => {
      stage.everyday();
      const open = stage.inside(stage.serverSubnet);
      stage.noise(open, stage.time);
      open.listens.add(stage.port);
      stage.allow(open, stage.client);
      stage.talk(stage.time + 60);
      stage.talk(stage.time + 200, { server: open });
      return { expect: [stage.subnets ? "blocked_security_group" : "blocked_sg_or_nacl"] };
    },
  },
  {
    name: "blocked_sg_or_nacl: the same client is accepted in another subnet, which tells nothing",
    needs: { logged: "server" },
    play: (stage) => {
      stage.everyday();
      const open = stage.inside(stage.network.subnet(stage.serverSubnet.vpc));
      stage.noise(open, stage.time);
      open.listens.add(stage.port);
      stage.allow(open, stage.client);
      stage.talk(stage.time + 60);
      stage.talk(stage.time + 200, { server: open });
      return { expect: ["blocked_sg_or_nacl"] };
    },
  },
  {
    name: "blocked_sg_or_nacl: the same client is accepted on another port of the subnet, which tells nothing",
    protocols: [6, 17],
    needs: { logged: "server" },
    play: (stage) => {
      stage.everyday();
      const open = stage.inside(stage.serverSubnet);
      stage.noise(open, stage.time);
      open.listens.add(7777);
      stage.allow(open, stage.client, 7777);
      stage.talk(stage.time + 60);
      stage.talk(stage.time + 200, { server: open, port: 7777 });
      return { expect: ["blocked_sg_or_nacl"] };
    },
  },
  {
    name: "blocked_nacl_likely: refused at every interface of the subnet, others are not",
    protocols: [6, 17],
    needs: { logged: "server" },
    play: (stage) => {
      const servers: Host[] = [stage.server];
      for (let i = stage.random.int(1, 3); i > 0; i--) servers.push(stage.inside(stage.serverSubnet));
      const other = stage.outside();
      stage.serverSubnet.acl.ingress.unshift({ allow: false, peer: stage.client.addr });
      for (const server of servers) {
        stage.noise(server, stage.time);
        stage.allow(server);
        server.listens.add(stage.port);
        stage.talk(stage.time + 60 + stage.random.int(0, 400), { server });
        stage.talk(stage.time + 60 + stage.random.int(0, 400), { server, client: other });
      }
      return { expect: [stage.subnets ? "blocked_nacl_likely" : "blocked_sg_or_nacl"] };
    },
  },
  {
    name: "blocked_sg_or_nacl: refused at every interface of the subnet, as everybody is",
    protocols: [6, 17],
    needs: { logged: "server" },
    play: (stage) => {
      const second = stage.inside(stage.serverSubnet);
      for (const server of [stage.server, second]) {
        stage.noise(server, stage.time);
        stage.talk(stage.time + 60 + stage.random.int(0, 400), { server });
        stage.talk(stage.time + 60 + stage.random.int(0, 400), { server, client: stage.outside() });
      }
      return { expect: ["blocked_sg_or_nacl"] };
    },
  },
  {
    name: "blocked_public_access and blocked_encryption_control: AWS gives the reason",
    needs: { format: "v8", clientIn: "internet", logged: "server" },
    play: (stage) => {
      stage.everyday();
      stage.allow(stage.server);
      const reason = stage.random.pick(["BPA", "EC"] as const);
      // An attempt that passed before does not make it a change: AWS says what refused.
      if (stage.random.chance(0.5)) stage.talk(stage.time + 60);
      stage.serverSubnet.refuses = reason;
      stage.talk(stage.time + 1200);
      return {
        expect: [reason === "BPA" ? "blocked_public_access" : "blocked_encryption_control"],
        roleTold: stage.traits.protocol === 6 || stage.traits.protocol === 17,
      };
    },
  },
];
