import type { Case } from "../case";

/** Traffic that the network lets through, whatever the hosts make of it. */
export const allowedCases: readonly Case[] = [
  {
    name: "allowed: both ways",
    play: (stage) => {
      stage.everyday();
      stage.allow(stage.server);
      for (let i = 0; i < 3; i++) stage.talk(stage.time + 60 + i * 200);
      return { expect: ["allowed"], roleTold: stage.traits.protocol === 6 && stage.flags };
    },
  },
  {
    name: "allowed: a connection that is open before the log begins and after it ends",
    protocols: [6],
    play: (stage) => {
      stage.everyday();
      stage.allow(stage.server);
      stage.talk(stage.time + 60, { rounds: 30, pause: 60, close: false });
      return { expect: ["allowed"] };
    },
  },
  {
    name: "allowed_refused: nothing listens",
    protocols: [6],
    play: (stage) => {
      stage.everyday();
      stage.allow(stage.server);
      stage.server.listens.delete(stage.port);
      for (let i = 0; i < 2; i++) stage.talk(stage.time + 60 + i * 200);
      // Without flags an answer is an answer.
      return { expect: [stage.flags ? "allowed_refused" : "allowed"], roleTold: stage.flags };
    },
  },
  {
    name: "allowed: refused at first, then the service listens",
    protocols: [6],
    play: (stage) => {
      stage.everyday();
      stage.allow(stage.server);
      stage.server.listens.delete(stage.port);
      stage.talk(stage.time + 60);
      stage.server.listens.add(stage.port);
      stage.talk(stage.time + 60 + 600);
      return { expect: ["allowed"], roleTold: stage.flags };
    },
  },
  {
    name: "allowed_no_reply: the host is down, or need not answer",
    play: (stage) => {
      stage.everyday();
      stage.allow(stage.server);
      stage.server.up = false;
      for (let i = 0; i < 3; i++) stage.talk(stage.time + 60 + i * 100);
      return { expect: ["allowed_no_reply"] };
    },
  },
  {
    name: "allowed: through a NAT gateway",
    needs: { clientIn: "subnet", logged: "client", ipv6: false },
    play: (stage) => {
      const nat = stage.network.interface(
        stage.address(true),
        stage.network.subnet(stage.clientSubnet.vpc),
        stage.logOf("ALL"),
        false,
      );
      stage.noise(stage.client, stage.time);
      stage.client.nat = nat;
      const site = stage.outside();
      site.listens.add(stage.port);
      stage.talk(stage.time + 60, { server: site });
      stage.talk(stage.time + 300, { server: site });
      const told = stage.flags;
      return { expect: ["allowed"], ends: [stage.client.addr, site.addr], roleTold: told };
    },
  },
];
