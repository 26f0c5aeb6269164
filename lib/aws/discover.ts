import type { Facts } from "../doctor";
import { accountOf } from "./account";
import type { Asked, Asker } from "./ask";
import { listFlowLogs, listInterfaces, listSubnets, listVpcs } from "./ec2";
import type { Failure } from "./failure";
import { findLogGroups } from "./log-groups";

/** What could be found out, and what could not. */
export interface Discovery {
  readonly facts: Facts;
  readonly failures: readonly Failure[];
}

/** One failure for each action: a role that cannot be taken fails every call alike. */
export function distinct(failures: readonly Failure[]): readonly Failure[] {
  const seen = new Set<string>();
  return failures.filter(({ kind, action }) => {
    const key = kind === "permission" ? action : kind;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Finds out all that the doctor asks about. A call that fails leaves its part unknown; the others go on. */
export async function discover(asker: Asker): Promise<Discovery> {
  const failures: Failure[] = [];
  const known = <Value>(asked: Asked<Value>): Value | null => {
    if (asked.ok) return asked.value;
    failures.push(asked.failure);
    return null;
  };
  const [flowLogs, vpcs, subnets] = await Promise.all([
    listFlowLogs(asker).then((asked) => known(asked)),
    listVpcs(asker).then((asked) => known(asked)),
    listSubnets(asker).then((asked) => known(asked)),
  ]);
  const groups = (flowLogs ?? []).flatMap(({ place }) => (place.kind === "cloudwatch" ? [place.group] : []));
  const cards = (flowLogs ?? []).filter(({ resource }) => resource === "interface").map(({ resourceId }) => resourceId);
  const [interfaces, logGroups] = await Promise.all([
    flowLogs ? listInterfaces(asker, cards).then((asked) => known(asked)) : null,
    flowLogs ? findLogGroups(asker, groups).then((asked) => known(asked)) : null,
  ]);
  const account = await accountOf(asker, { flowLogs, vpcs });
  return {
    facts: { account, region: asker.place.region, flowLogs, vpcs, subnets, interfaces, logGroups },
    failures: distinct(failures),
  };
}
