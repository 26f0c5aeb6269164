/** The addresses of the made-up VPC, in either family. IPv6 addresses inside are global, so that only the log tells whose they are. */

import type { Family, Traffic } from "./traffic";

/** Who lives there. */
export interface Vpc {
  readonly web: string;
  readonly app: string;
  readonly database: string;
  readonly resolver: string;
  readonly monitor: string;
  readonly balancer: string;
  readonly bastion: string;
  readonly worker: string;
  readonly gateway: string;
  /** Hosts that do nothing but answer the monitor. */
  readonly fleet: readonly string[];
  /** An outside address, by number. */
  outside(number: number): string;
  /** An inside address that nobody has, by number. */
  nobody(number: number): string;
}

/** Makes the hosts and gives each an interface. */
export function makeVpc(traffic: Traffic, family: Family): Vpc {
  const inside = (subnet: number, host: number) =>
    traffic.host(
      family === 4 ? `10.20.${subnet}.${host}` : `2600:1f18:2a:${subnet.toString(16)}::${host.toString(16)}`,
    );
  return {
    web: inside(1, 10),
    balancer: inside(1, 20),
    bastion: inside(1, 30),
    gateway: inside(1, 40),
    app: inside(2, 11),
    worker: inside(2, 12),
    monitor: inside(2, 50),
    resolver: inside(2, 53),
    database: inside(3, 21),
    fleet: Array.from({ length: 30 }, (_, at) => inside(4, 100 + at)),
    outside: (number) =>
      family === 4
        ? `93.184.${Math.floor(number / 250)}.${1 + (number % 250)}`
        : `2a03:2880:f1::${(number + 1).toString(16)}`,
    nobody: (number) =>
      family === 4 ? `10.20.9.${1 + (number % 250)}` : `2600:1f18:2a:9::${(number + 1).toString(16)}`,
  };
}
