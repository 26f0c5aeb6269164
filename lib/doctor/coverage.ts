import type { Facts, FlowLogFact } from "./facts";

/** The VPC and subnet that a subnet or interface lies in, as far as that is known. */
function parentsOf(facts: Facts, { resource, resourceId }: FlowLogFact): readonly string[] {
  if (resource === "subnet") {
    const subnet = facts.subnets?.find(({ id }) => id === resourceId);
    return subnet ? [subnet.vpcId] : [];
  }
  if (resource === "interface") {
    const found = facts.interfaces?.find(({ id }) => id === resourceId);
    return found ? [found.subnetId, found.vpcId] : [];
  }
  return [];
}

/** True when `outer` watches all that `inner` watches. False where that is not known. */
export function covers(facts: Facts, outer: FlowLogFact, inner: FlowLogFact): boolean {
  return outer.resourceId === inner.resourceId || parentsOf(facts, inner).includes(outer.resourceId);
}

/** True when two flow logs log the same decision of AWS. A transit gateway's log everything. */
export function sameTraffic(a: FlowLogFact, b: FlowLogFact): boolean {
  const all = (one: FlowLogFact) => one.traffic === null || one.traffic === "ALL";
  return all(a) || all(b) || a.traffic === b.traffic;
}

/** True when both deliver to one place, where nobody can tell their records apart by the place. */
export function samePlace(a: FlowLogFact, b: FlowLogFact): boolean {
  if (a.place.kind === "cloudwatch") return b.place.kind === "cloudwatch" && a.place.group === b.place.group;
  if (a.place.kind === "s3") {
    return b.place.kind === "s3" && a.place.bucket === b.place.bucket && a.place.prefix === b.place.prefix;
  }
  return b.place.kind === "other" && a.place.arn === b.place.arn;
}

/** Every pair of flow logs, once. */
export function pairs(flowLogs: readonly FlowLogFact[]): [FlowLogFact, FlowLogFact][] {
  return flowLogs.flatMap((a, index) => flowLogs.slice(index + 1).map((b): [FlowLogFact, FlowLogFact] => [a, b]));
}
