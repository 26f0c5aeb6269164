/** What looks like a finding and must give none. */

import { BEGIN, HOUR } from "./background";
import type { Traffic } from "./traffic";
import type { Vpc } from "./vpc";

const probe = { packets: 1, bytes: 44 };

/** Just below every threshold, or with the one thing missing that would make it a finding. */
export function lookAlikes(
  traffic: Traffic,
  { web, app, worker, bastion, balancer, database, outside, nobody }: Vpc,
): void {
  const t = BEGIN + 26 * HOUR;
  // 14 ports; and 40 ports over two hours.
  for (let at = 0; at < 14; at++)
    traffic.connect({
      client: outside(800),
      server: web,
      port: 8000 + at,
      t: t + at * 9,
      seconds: 0,
      action: "REJECT",
      up: probe,
    });
  for (let at = 0; at < 40; at++)
    traffic.connect({
      client: outside(801),
      server: web,
      port: 100 + at,
      t: t + at * 180,
      seconds: 0,
      action: "REJECT",
      up: probe,
    });
  // A sweep of 24 hosts; and an answered client of one port on many ports.
  for (let at = 0; at < 24; at++)
    traffic.connect({
      client: balancer,
      server: nobody(100 + at),
      port: 139,
      t: t + at * 5,
      seconds: 0,
      up: probe,
      down: null,
    });
  // 19 logins; 40 refused ones; 40 in two hours.
  for (let at = 0; at < 19; at++)
    traffic.connect({ client: worker, server: app, port: 22, t: t + at * 9, up: { packets: 14, bytes: 2300 } });
  for (let at = 0; at < 40; at++)
    traffic.connect({
      client: outside(802),
      server: bastion,
      port: 22,
      t: t + at * 6,
      seconds: 0,
      action: "REJECT",
      up: probe,
    });
  for (let at = 0; at < 40; at++)
    traffic.connect({ client: balancer, server: app, port: 22, t: t + at * 180, up: { packets: 14, bytes: 2300 } });
  // Accepted at an admin port, and nothing came back.
  for (let at = 0; at < 5; at++)
    traffic.connect({
      client: outside(803),
      server: database,
      port: 3389,
      t: t + at * 60,
      seconds: 0,
      up: probe,
      down: null,
    });
  // Nothing listens at an admin port: each of six tries is answered by one RST.
  for (let at = 0; at < 6; at++) {
    const ends = { protocol: 6, t: t + at * 40, volume: probe };
    traffic.oneWay({ ...ends, from: outside(809), to: app, fromPort: 41_000 + at, toPort: 6379, flags: 2 });
    traffic.oneWay({ ...ends, from: app, to: outside(809), fromPort: 6379, toPort: 41_000 + at, flags: 4 });
  }
  // A new address that moves 5 MB, and one that everybody knew.
  traffic.connect({
    client: outside(804),
    server: web,
    port: 443,
    t,
    seconds: 50,
    down: { packets: 4000, bytes: 5_000_000 },
  });
  // Regular, seven times only; and regular within one connection.
  for (let at = 0; at < 7; at++) traffic.connect({ client: worker, server: outside(805), port: 443, t: t + at * 300 });
  traffic.connect({
    client: worker,
    server: outside(806),
    port: 443,
    t,
    seconds: 3000,
    up: { packets: 3000, bytes: 300_000 },
  });
  // A NAT gateway's port happens to be an admin port.
  traffic.connect({
    client: bastion,
    clientPort: 3389,
    server: outside(807),
    port: 443,
    t,
    up: { packets: 9, bytes: 900 },
  });
}
