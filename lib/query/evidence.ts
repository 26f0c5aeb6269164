import type { Evidence, InterfaceEvidence, SubnetEvidence } from "@/lib/diagnose";
import { changesAt, placeKey } from "./evidence-changes";
import { type ConnectionEvidence, connectionsOf } from "./evidence-connections";
import { portOf, type Service, servicesOf } from "./evidence-services";
import { subnetHolding, subnetOf } from "./evidence-subnet";
import type { LoggedAt, LoggedInterface } from "./interfaces";
import type { Asker, Question } from "./question";
import { addressText } from "./record-row";
import type { Sides } from "./sides";

/** Evidence, and the engine's form of what it is about. */
export interface Gathered {
  readonly evidence: Evidence;
  readonly service: Service;
}

const subnetAt = (all: readonly LoggedInterface[], place: "server" | "client"): string | null =>
  all.find((one) => one.place === place && one.subnet !== null)?.subnet ?? null;

/** Both ends' subnets. What did not log the conversation itself may have logged other traffic. */
async function subnetsOf(asker: Asker, question: Question, sides: Sides, { all }: LoggedAt, look: boolean) {
  const logged = { client: subnetAt(all, "client"), server: subnetAt(all, "server") };
  const peerOf = (place: "server" | "client") => all.find((one) => one.place === place && one.peerSubnet)?.peerSubnet;
  const known = {
    client: logged.client ?? peerOf("server") ?? null,
    server: logged.server ?? peerOf("client") ?? null,
  };
  if (!look || (known.client === null) === (known.server === null)) return known;
  return known.client === null
    ? { ...known, client: await subnetHolding(asker, question, sides.client) }
    : { ...known, server: await subnetHolding(asker, question, sides.server) };
}

/** Requests that came into an interface and were rejected there. */
function rejectedInto(one: ConnectionEvidence, at: LoggedInterface | undefined): boolean {
  if (one.requestRejected.records === 0 || !at?.subnet) return false;
  return one.requestDirection === "ingress" || (one.requestDirection === null && at.place !== "client");
}

async function around(
  asker: Asker,
  question: Question,
  sides: Sides,
  found: readonly ConnectionEvidence[],
  places: ReadonlyMap<string, LoggedInterface>,
): Promise<ReadonlyMap<string, SubnetEvidence>> {
  const rejected = found.filter((one) => rejectedInto(one, places.get(one.id)));
  const asked = rejected.slice(0, 6).map(async ({ id, service }) => {
    const at = { id, service, subnet: places.get(id)?.subnet ?? "" };
    return [placeKey(at), await subnetOf(asker, question, sides.client, at)] as const;
  });
  return new Map(await Promise.all(asked));
}

/**
 * Gathers what verdicts are made of, for each service of a conversation, in a few statements whatever the number of records.
 * @param question its filter is not used: a verdict on a part of the records would be wrong.
 * @param protocol the one asked for; null for any.
 * @throws EngineError
 */
export async function gatherEvidence(
  asker: Asker,
  question: Question,
  options: { readonly sides: Sides; readonly protocol: number | null; readonly logged: LoggedAt },
): Promise<readonly Gathered[]> {
  const { sides, protocol, logged } = options;
  const services = await servicesOf(asker, question, sides, protocol);
  const found = await connectionsOf(asker, question, sides, services);
  const places = new Map(logged.all.map((one) => [one.id, one]));
  const both = found.filter((one) => one.requestAccepted.records > 0 && one.requestRejected.records > 0);
  const rejects = found.some((one) => one.requestRejected.records > 0);
  const [changes, subnets, subnetEvidence] = await Promise.all([
    changesAt(asker, question, sides, both),
    subnetsOf(asker, question, sides, logged, rejects),
    around(asker, question, sides, found, places),
  ]);
  const interfaceOf = ({ id, service, requestAccepted, requestRejected, ...rest }: ConnectionEvidence) => {
    const key = placeKey({ id, service });
    const at = places.get(id);
    const one: InterfaceEvidence = {
      ...rest,
      id,
      subnet: at?.subnet ?? null,
      place: at?.place ?? "unknown",
      request: { accepted: requestAccepted, rejected: requestRejected },
      changes: changes.get(key) ?? [],
      around: subnetEvidence.get(key) ?? null,
      completeness: null,
    };
    return one;
  };
  const order = logged.all.map(({ id }) => id);
  return services.map((service) => ({
    service,
    evidence: {
      client: addressText(sides.client) ?? "",
      server: addressText(sides.server) ?? "",
      port: portOf(service),
      protocol: service.protocol,
      clientSubnet: subnets.client,
      serverSubnet: subnets.server,
      interfaces: found
        .filter((one) => one.service.port === service.port && one.service.protocol === service.protocol)
        .map(interfaceOf)
        .sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id)),
    },
  }));
}
