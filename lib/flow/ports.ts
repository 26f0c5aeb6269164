import { SERVICE_TABLE } from "./services.data";

interface Service {
  readonly port: number;
  readonly protocols: readonly number[];
  readonly names: readonly string[];
}

const PROTOCOL_OF: Readonly<Record<string, number>> = { t: 6, u: 17, s: 132 };

const SERVICES: readonly Service[] = SERVICE_TABLE.trim()
  .split("\n")
  .map((line) => {
    const [place = "", ...names] = line.split(" ");
    const [port, letters = ""] = place.split("/");
    return { port: Number(port), protocols: [...letters].flatMap((letter) => PROTOCOL_OF[letter] ?? []), names };
  });

const servicesAt = new Map<number, Service[]>();
const portsNamed = new Map<string, number[]>();
for (const service of SERVICES) {
  servicesAt.set(service.port, [...(servicesAt.get(service.port) ?? []), service]);
  for (const name of service.names) {
    const ports = portsNamed.get(name) ?? [];
    if (!ports.includes(service.port)) portsNamed.set(name, [...ports, service.port]);
  }
}

/** The usual name of every known service, each once, by port. What `serviceName` gives is in this list. */
export const SERVICE_NAMES: readonly string[] = [...new Set(SERVICES.flatMap(({ names }) => names.slice(0, 1)))];

/**
 * The usual name of the service at a port: 443 is `https`.
 * @param port 0 to 65535.
 * @param protocol the IP protocol's number; without it, the name that TCP has there comes first.
 * @returns undefined when the port has no well-known service with that protocol.
 */
export function serviceName(port: number, protocol?: number): string | undefined {
  const here = servicesAt.get(port) ?? [];
  const service = protocol === undefined ? here[0] : here.find(({ protocols }) => protocols.includes(protocol));
  return service?.names[0];
}

/**
 * The ports of a named service.
 * @param name a usual name or an IANA one, in any case (`rdp`, `ms-wbt-server`).
 * @returns ports, ascending; empty when no service has that name.
 */
export function portsOfService(name: string): readonly number[] {
  return portsNamed.get(name.toLowerCase()) ?? [];
}

/** Where the ephemeral ports of Linux and Windows begin. NAT gateways and old systems start at 1024. */
const FIRST_EPHEMERAL = 32768;

/** Ports below this one are system ports (RFC 6335, 6): whatever they carry, it is a service. */
export const SYSTEM_PORTS_END = 1024;

/**
 * Service ports from 1024 up, ascending: those of the table that no client is given by its system. A service that
 * listens among the ephemeral ports is left out, because a client's port there would pass for it.
 */
export const KNOWN_USER_PORTS: readonly number[] = [...servicesAt.keys()]
  .filter((port) => port >= SYSTEM_PORTS_END && port < FIRST_EPHEMERAL)
  .sort((a, b) => a - b);

/** The ports that mark the side which serves: 1 to 1023 and the table's. Port 0 is reserved and marks nothing. */
export const KNOWN_SERVICE_PORTS: ReadonlySet<number> = new Set([
  ...Array.from({ length: SYSTEM_PORTS_END - 1 }, (_, index) => index + 1),
  ...KNOWN_USER_PORTS,
]);
