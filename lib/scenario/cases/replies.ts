import type { Case } from "../case";
import { answerTo } from "../packet";
import { LATER } from "../stage";

/** Replies that are rejected, and packets that look like it. */
export const replyCases: readonly Case[] = [
  {
    name: "reply_blocked_nacl_outbound: the server's subnet lets no reply out",
    play: (stage) => {
      stage.everyday();
      stage.allow(stage.server);
      stage.serverSubnet.acl.egress.unshift({ allow: false, peer: stage.client.addr });
      for (let i = 0; i < 2; i++) stage.talk(stage.time + 60 + i * 200);
      return { expect: [stage.serverLogged ? "reply_blocked_nacl_outbound" : "allowed_no_reply"] };
    },
  },
  {
    name: "reply_blocked_nacl_inbound: the client's subnet lets no reply in",
    needs: { clientIn: "subnet" },
    play: (stage) => {
      stage.everyday();
      stage.allow(stage.server);
      stage.clientSubnet.acl.ingress.unshift({ allow: false, peer: stage.server.addr });
      for (let i = 0; i < 2; i++) stage.talk(stage.time + 60 + i * 200);
      // Where the client does not log, the server is seen to answer.
      return { expect: [stage.clientLogged ? "reply_blocked_nacl_inbound" : "allowed"], roleTold: stage.flags };
    },
  },
  {
    name: "reply_blocked_nacl_inbound: behind a NAT gateway",
    protocols: [6, 17],
    needs: { clientIn: "subnet", logged: "client", ipv6: false },
    play: (stage) => {
      stage.noise(stage.client, stage.time);
      const nat = stage.network.subnet(stage.clientSubnet.vpc);
      stage.client.nat = stage.network.interface(stage.address(true), nat, stage.logOf("ALL"), false);
      const site = stage.outside();
      site.listens.add(stage.port);
      stage.clientSubnet.acl.ingress.unshift({ allow: false, peer: site.addr });
      stage.talk(stage.time + 60, { server: site });
      return {
        expect: ["reply_blocked_nacl_inbound"],
        ends: [stage.client.addr, site.addr],
        roleTold: stage.flags,
      };
    },
  },
  {
    name: "late_packet: after the connection was closed",
    protocols: [6],
    needs: { clientIn: "subnet" },
    play: (stage) => {
      stage.everyday();
      stage.allow(stage.server);
      const { first, end } = stage.talk(stage.time + 60);
      const flags = stage.random.pick([["ACK"], ["FIN", "ACK"], ["RST"]] as const);
      stage.network.send(answerTo(first, flags), end + stage.random.int(1, 20));
      return { expect: [stage.clientLogged ? "late_packet" : "allowed"], roleTold: stage.flags };
    },
  },
  {
    name: "late_packet: after a silence",
    protocols: [6],
    needs: { clientIn: "subnet" },
    play: (stage) => {
      stage.everyday();
      stage.allow(stage.server);
      const { first, end } = stage.talk(stage.time + 60, { close: false });
      stage.network.send(answerTo(first, ["ACK"]), end + LATER);
      return { expect: [stage.clientLogged ? "late_packet" : "allowed"], roleTold: stage.flags };
    },
  },
  {
    name: "late_packet is not said where attempts are rejected too",
    protocols: [6],
    needs: { clientIn: "subnet", logged: "both", format: "v5" },
    play: (stage) => {
      stage.everyday();
      stage.allow(stage.server);
      const { first, end } = stage.talk(stage.time + 60);
      stage.network.send(answerTo(first, ["ACK"]), end + 5);
      stage.eni(stage.server).group.ingress = [];
      stage.talk(stage.time + LATER);
      return { expect: ["changed"] };
    },
  },
  {
    name: "asymmetric_return: the reply leaves by the host's other interface",
    protocols: [6],
    needs: { logged: "server" },
    play: (stage) => {
      stage.everyday();
      stage.allow(stage.server);
      const second = stage.inside(stage.network.subnet(stage.serverSubnet.vpc));
      stage.eni(second).group.egress = [];
      stage.noise(second, stage.time);
      stage.server.replyThrough = stage.eni(second);
      stage.talk(stage.time + 60);
      // Without the packet's own addresses the reply seems to come from the other interface's address.
      return { expect: [stage.subnets ? "asymmetric_return" : "allowed_no_reply"] };
    },
  },
  {
    name: "unsolicited_reply: an answer to a forged address",
    protocols: [6],
    needs: { clientIn: "internet", logged: "server" },
    play: (stage) => {
      stage.everyday();
      const victim = stage.client;
      const forged = {
        src: victim.addr,
        dst: stage.server.addr,
        sport: stage.random.pick([80, 443, 22]),
        dport: stage.clientPort(),
        protocol: 6,
        bytes: 44,
      };
      const flags = stage.random.pick([["SYN", "ACK"], ["RST"]] as const);
      for (let i = 0; i < 3; i++) stage.network.send({ ...forged, flags }, stage.time + 60 + i * 2);
      return {
        // Without flags it is a packet that was rejected.
        expect: [stage.flags ? "unsolicited_reply" : "blocked_sg_or_nacl"],
        ends: [stage.server.addr, victim.addr],
        port: forged.sport,
        roleTold: false,
      };
    },
  },
];
