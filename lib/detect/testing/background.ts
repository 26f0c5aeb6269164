/** What goes on in the VPC on any day: all of it looks like some finding from afar, and none of it is one. */

import type { Traffic } from "./traffic";
import type { Vpc } from "./vpc";

/** The log's first second: 2024-03-05 00:00:00 UTC. */
export const BEGIN = 1_709_596_800;
export const HOUR = 3600;
/** How long it lasts: two nights, so that the nightly backup has come back. */
export const HOURS = 30;
export const END = BEGIN + HOURS * HOUR;

/** Calls `act` about every `seconds`, with some jitter, from `from` to `to`. */
function every(
  traffic: Traffic,
  seconds: number,
  jitter: number,
  act: (t: number) => void,
  from = BEGIN,
  to = END,
): void {
  for (let t = from + traffic.int(0, seconds); t < to - 120; t += seconds + traffic.int(-jitter, jitter)) act(t);
}

/** Visitors of the web site, and the noise of the internet at its other ports. */
function internet(traffic: Traffic, { web, outside }: Vpc): void {
  every(traffic, 90, 60, (t) => {
    const down = { packets: 20, bytes: traffic.int(4000, 60_000) };
    traffic.connect({
      client: outside(traffic.int(0, 40)),
      server: web,
      port: 443,
      t,
      seconds: traffic.int(1, 50),
      down,
    });
  });
  every(traffic, 100, 80, (t) => {
    const port = traffic.pick([22, 23, 3389, 445, 8080, 6379, 3306]);
    traffic.connect({
      client: outside(100 + traffic.int(0, 400)),
      server: web,
      port,
      t,
      action: "REJECT",
      up: { packets: 1, bytes: 40 },
    });
  });
}

/** Names, time, health checks, metrics: regular, and to many. */
function upkeep(traffic: Traffic, vpc: Vpc): void {
  const { app, web, worker, resolver, monitor, balancer, fleet, outside } = vpc;
  // A resolver answers many ports of one client with one packet each.
  every(traffic, 900, 300, (t) => {
    for (let i = 0; i < 22; i++) {
      const packet = { packets: 1, bytes: traffic.int(60, 300) };
      traffic.connect({
        client: app,
        server: resolver,
        port: 53,
        protocol: 17,
        t: t + i * 9,
        seconds: 0,
        up: packet,
        down: packet,
      });
    }
  });
  for (const client of [app, web, worker]) {
    every(traffic, 1024, 2, (t) => {
      const packet = { packets: 1, bytes: 76 };
      traffic.connect({
        client,
        clientPort: 123,
        server: outside(600),
        port: 123,
        protocol: 17,
        t,
        seconds: 0,
        up: packet,
        down: packet,
      });
    });
    every(traffic, 600, 1, (t) => {
      const packet = { packets: 1, bytes: 70 };
      traffic.connect({
        client,
        server: outside(601),
        port: 53,
        protocol: 17,
        t,
        seconds: 0,
        up: packet,
        down: packet,
      });
    });
  }
  // A monitor looks at every host of the fleet, and is answered.
  every(traffic, 1800, 10, (t) => {
    for (const [at, server] of fleet.entries()) {
      traffic.connect({
        client: monitor,
        server,
        port: 9100,
        t: t + at * 2,
        up: { packets: 5, bytes: 500 },
        down: { packets: 6, bytes: 9000 },
      });
    }
  });
  for (const client of fleet) {
    every(traffic, 4 * HOUR, HOUR, (t) => {
      const packet = { packets: 1, bytes: 80 };
      traffic.connect({ client, server: resolver, port: 53, protocol: 17, t, seconds: 0, up: packet, down: packet });
    });
  }
  // A load balancer's health checks: a new port each time, few packets.
  every(
    traffic,
    60,
    1,
    (t) =>
      traffic.connect({
        client: balancer,
        server: web,
        port: 8080,
        t,
        seconds: 0,
        up: { packets: 2, bytes: 150 },
        down: { packets: 2, bytes: 300 },
      }),
    END - 5 * HOUR,
  );
  // Pings of the usual size: many packets in a record are more than 1,000 bytes together.
  every(traffic, 700, 20, (t) => {
    for (const [from, to] of [
      [monitor, web],
      [web, monitor],
    ] as const)
      traffic.oneWay({ from, to, fromPort: 0, toPort: 0, protocol: 1, t, volume: { packets: 50, bytes: 4200 } });
  });
}

/** What the tiers say to each other; a service among the ephemeral ports, with long-lived connections in few packets. */
function tiers(traffic: Traffic, { app, database, worker, resolver, bastion }: Vpc): void {
  every(traffic, 300, 100, (t) =>
    traffic.connect({
      client: app,
      server: database,
      port: 5432,
      t,
      seconds: 40,
      up: { packets: 90, bytes: 20_000 },
      down: { packets: 90, bytes: 120_000 },
    }),
  );
  every(traffic, 1200, 200, (t) => {
    for (let i = 0; i < 24; i++) {
      const small = { packets: 2, bytes: 140 };
      traffic.connect({
        client: worker,
        server: resolver,
        port: 50_051,
        t: t + i * 8,
        seconds: 1,
        up: small,
        down: small,
      });
    }
  });
  every(traffic, 3000, 900, (t) =>
    traffic.connect({
      client: bastion,
      server: app,
      port: 22,
      t,
      seconds: 300,
      up: { packets: 300, bytes: 40_000 },
      down: { packets: 300, bytes: 90_000 },
    }),
  );
  // A deployment opens a dozen connections to port 22.
  every(traffic, 5 * HOUR, 600, (t) => {
    for (let i = 0; i < 12; i++)
      traffic.connect({
        client: bastion,
        server: worker,
        port: 22,
        t: t + i * 20,
        seconds: 5,
        up: { packets: 30, bytes: 9000 },
      });
  });
}

/** What hosts send outside: through the gateway, irregular or large, and the nightly backup. */
function outbound(traffic: Traffic, { app, worker, database, gateway, outside }: Vpc): void {
  every(traffic, 900, 700, (t) =>
    traffic.connectThrough(gateway, {
      client: app,
      server: outside(610),
      port: 443,
      t,
      seconds: 5,
      up: { packets: 20, bytes: traffic.int(2000, 90_000) },
    }),
  );
  // Regular, but of very different sizes.
  every(traffic, 600, 2, (t) =>
    traffic.connectThrough(gateway, {
      client: worker,
      server: outside(611),
      port: 443,
      t,
      seconds: 3,
      up: { packets: 9, bytes: 1000 * 2 ** traffic.int(0, 6) },
      down: { packets: 9, bytes: 1000 * 2 ** traffic.int(0, 8) },
    }),
  );
  // Regular and even, but large.
  every(traffic, 3600, 5, (t) =>
    traffic.connectThrough(gateway, {
      client: app,
      server: outside(612),
      port: 443,
      t,
      seconds: 20,
      up: { packets: 300, bytes: 400_000 },
      down: { packets: 300, bytes: 20_000 },
    }),
  );
  for (const night of [0, 24]) {
    const t = BEGIN + night * HOUR + traffic.int(600, 840);
    traffic.connect({
      client: database,
      server: outside(613),
      port: 443,
      t,
      seconds: 900,
      up: { packets: 2_000_000, bytes: 2_600_000_000 + traffic.int(0, 100_000_000) },
      down: { packets: 400_000, bytes: 20_000_000 },
    });
  }
}

/** Everything that is usual. The first backup has too little history to be judged by. */
export function background(traffic: Traffic, vpc: Vpc): void {
  internet(traffic, vpc);
  upkeep(traffic, vpc);
  tiers(traffic, vpc);
  outbound(traffic, vpc);
}
