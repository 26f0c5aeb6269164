/** One incident of every kind, each with the finding that it must give. */

import type { FindingKind } from "../kinds";
import { END, HOUR } from "./background";
import type { Traffic } from "./traffic";
import type { Vpc } from "./vpc";

/** What must be found: the kind, who acts, and how many records are behind it where that is known exactly. */
export interface Label {
  readonly kind: FindingKind;
  readonly subject: string;
  readonly flows?: number;
}

type Attack = (traffic: Traffic, vpc: Vpc, t: number) => Label[];

const probe = { packets: 1, bytes: 44 };

/** Half an hour of ports, one incident however many windows it fills. The other end is quiet for an hour before. */
const portScan: Attack = (traffic, { web, outside }, t) => {
  const client = outside(700);
  const ports = Array.from({ length: 150 }, (_, at) => 1 + at * 7);
  for (const [at, port] of ports.entries())
    traffic.connect({ client, server: web, port, t: t + at * 12, seconds: 0, action: "REJECT", up: probe });
  return [{ kind: "port_scan", subject: client, flows: ports.length }];
};

/** A scan from inside, answered with resets: few packets each way. Both ends log it. */
const insideScan: Attack = (traffic, { worker, database }, t) => {
  for (let port = 3000; port < 3030; port++)
    traffic.connect({
      client: worker,
      server: database,
      port,
      t: t + (port - 3000) * 3,
      seconds: 0,
      up: probe,
      down: null,
    });
  return [{ kind: "port_scan", subject: worker, flows: 30 }];
};

const hostSweep: Attack = (traffic, { bastion, nobody }, t) => {
  for (let at = 0; at < 60; at++)
    traffic.connect({
      client: bastion,
      server: nobody(at),
      port: 445,
      t: t + at * 4,
      seconds: 0,
      up: probe,
      down: null,
    });
  return [{ kind: "host_sweep", subject: bastion, flows: 60 }];
};

const bruteForce: Attack = (traffic, { app, worker }, t) => {
  for (let at = 0; at < 80; at++)
    traffic.connect({
      client: app,
      server: worker,
      port: 22,
      t: t + at * 7,
      seconds: 3,
      up: { packets: 14, bytes: 2300 },
      down: { packets: 14, bytes: 2900 },
    });
  traffic.connect({
    client: app,
    server: worker,
    port: 22,
    t: t + 80 * 7,
    seconds: 50,
    up: { packets: 900, bytes: 88_000 },
    down: { packets: 900, bytes: 700_000 },
  });
  return [{ kind: "brute_force", subject: app, flows: 81 }];
};

const exfiltration: Attack = (traffic, { worker, gateway, outside }, t) => {
  for (let at = 0; at < 10; at++)
    traffic.connectThrough(gateway, {
      client: worker,
      server: outside(701),
      port: 443,
      t: t + at * 170,
      seconds: 59,
      up: { packets: 20_000, bytes: 20_000_000 },
      down: { packets: 9000, bytes: 400_000 },
    });
  // 40 MB in five minutes are no spike of any interface; but an address that nobody knew moved 200 MB.
  return [
    { kind: "exfiltration", subject: worker, flows: 10 },
    { kind: "new_talker", subject: outside(701) },
  ];
};

const beaconing: Attack = (traffic, { app, gateway, outside }, t) => {
  const times = 40;
  for (let at = 0; at < times; at++)
    traffic.connectThrough(gateway, {
      client: app,
      server: outside(702),
      port: 8443,
      t: t + at * 180 + traffic.int(-6, 6),
      seconds: 2,
      up: { packets: 6, bytes: 620 + traffic.int(-20, 20) },
      down: { packets: 5, bytes: 410 + traffic.int(-15, 15) },
    });
  return [{ kind: "beaconing", subject: app, flows: times }];
};

const exposedService: Attack = (traffic, { database, outside }, t) => {
  for (let at = 0; at < 3; at++)
    traffic.connect({
      client: outside(703 + at),
      server: database,
      port: 6379,
      t: t + at * 700,
      seconds: 10,
      up: { packets: 12, bytes: 900 },
      down: { packets: 11, bytes: 3000 },
    });
  return [{ kind: "exposed_service", subject: database, flows: 3 }];
};

const trafficSpike: Attack = (traffic, { app, web }, t) => {
  traffic.connect({
    client: web,
    server: app,
    port: 8080,
    t,
    seconds: 500,
    up: { packets: 500_000, bytes: 700_000_000 },
    down: { packets: 90_000, bytes: 6_000_000 },
  });
  return [
    { kind: "traffic_spike", subject: traffic.eniOf(web) },
    { kind: "traffic_spike", subject: traffic.eniOf(app) },
  ];
};

const rejectedSpike: Attack = (traffic, { web, outside }, t) => {
  for (let at = 0; at < 400; at++)
    traffic.connect({
      client: outside(1000 + at),
      server: web,
      port: 8081,
      t: t + Math.floor(at / 2),
      seconds: 0,
      action: "REJECT",
      up: probe,
    });
  return [{ kind: "rejected_spike", subject: traffic.eniOf(web) }];
};

const refusedSource: Attack = (traffic, { bastion, database }, t) => {
  for (let at = 0; at < 260; at++)
    traffic.connect({
      client: bastion,
      server: database,
      port: 3306,
      t: t + at,
      seconds: 0,
      action: "REJECT",
      up: probe,
    });
  return [{ kind: "rejected_spike", subject: bastion }];
};

const newTalker: Attack = (traffic, { web, outside }, t) => {
  for (let at = 0; at < 6; at++)
    traffic.connect({
      client: outside(720),
      server: web,
      port: 443,
      t: t + at * 100,
      seconds: 50,
      up: { packets: 900, bytes: 60_000 },
      down: { packets: 3000, bytes: 4_000_000 },
    });
  return [{ kind: "new_talker", subject: outside(720) }];
};

const unusualProtocol: Attack = (traffic, { app, worker }, t) => {
  for (let at = 0; at < 5; at++) {
    const way = { fromPort: 0, toPort: 0, protocol: 47, volume: { packets: 40, bytes: 30_000 } };
    traffic.oneWay({ ...way, from: app, to: worker, t: t + at * 60 });
    traffic.oneWay({ ...way, from: worker, to: app, t: t + at * 60 + 1 });
  }
  return [{ kind: "unusual_protocol", subject: app, flows: 10 }];
};

const largeIcmp: Attack = (traffic, { worker, outside }, t) => {
  for (let at = 0; at < 12; at++) {
    const way = { fromPort: 0, toPort: 0, protocol: 1, volume: { packets: 30, bytes: 30 * 1400 } };
    traffic.oneWay({ ...way, from: worker, to: outside(730), t: t + at * 60 });
    traffic.oneWay({ ...way, from: outside(730), to: worker, t: t + at * 60 + 1 });
  }
  return [{ kind: "large_icmp", subject: worker, flows: 24 }];
};

const dataLoss: Attack = (traffic, { web }, t) => {
  for (let at = 0; at < 3; at++) traffic.lost(traffic.eniOf(web), t + at * 60);
  return [{ kind: "data_loss", subject: traffic.eniOf(web) }];
};

/** Every incident, by name. */
export const ATTACKS: Readonly<Record<string, Attack>> = {
  portScan,
  insideScan,
  hostSweep,
  bruteForce,
  exfiltration,
  beaconing,
  exposedService,
  trafficSpike,
  rejectedSpike,
  refusedSource,
  newTalker,
  unusualProtocol,
  largeIcmp,
  dataLoss,
};

/** Every incident once, at times drawn by chance, without two of them at the same interface within an hour. */
export function attackAll(traffic: Traffic, vpc: Vpc, only?: readonly string[]): Label[] {
  const names = Object.keys(ATTACKS).filter((name) => !only || only.includes(name));
  return names.flatMap((name) => ATTACKS[name]?.(traffic, vpc, traffic.int(END - 4 * HOUR, END - 3 * HOUR)) ?? []);
}
