import { type FieldChoice, printSetup, recommendedFields, type Scope, type SetupChoice } from "../../setup";
import { DEFAULT_CHOICE, DEFAULT_CLOUDWATCH } from "../../setup/choice";
import { called, type Facts, type FlowLogFact, type SubnetFact, type VpcFact } from "../facts";
import type { Finding, Rule } from "../rule";

/** A flow log that does well and that a new one could be like. */
function model({ flowLogs }: Facts): FlowLogFact | undefined {
  return flowLogs?.find(
    ({ delivery, traffic, place, resource }) =>
      delivery !== "FAILED" && traffic === "ALL" && place.kind !== "other" && resource === "vpc",
  );
}

/** The Set up page for a resource, delivering where the others do: in one place only one format. */
function setupFor(facts: Facts, scope: Scope, id: string): string {
  const like = model(facts);
  const fields: FieldChoice =
    like?.fields && like.fields.join() !== recommendedFields(scope).join()
      ? { kind: "own", names: like.fields }
      : { kind: "recommended" };
  const place = like?.place;
  const destination: SetupChoice["destination"] =
    place?.kind === "s3"
      ? { ...place, existing: true }
      : place?.kind === "cloudwatch"
        ? { ...DEFAULT_CLOUDWATCH, group: place.group, role: place.roleArn ?? DEFAULT_CLOUDWATCH.role, existing: true }
        : DEFAULT_CLOUDWATCH;
  return printSetup({
    ...DEFAULT_CHOICE,
    account: facts.account ?? "",
    region: facts.region,
    scope,
    id,
    destination,
    fields,
  }).toString();
}

const list = (items: readonly string[]): string =>
  items.length <= 5 ? items.join(", ") : `${items.slice(0, 5).join(", ")} and ${items.length - 5} more`;

type Found = Omit<Finding, "rule">;

function wholeVpc(facts: Facts, vpc: VpcFact, watched: number): Found {
  const network = vpc.cidr ? ` (${vpc.cidr})` : "";
  const some = watched === 1 ? "One of its interfaces has one." : `${watched} of its interfaces have one.`;
  return {
    severity: "warning",
    title: `The VPC ${called(vpc)} has no flow log`,
    details: [
      `Nothing tells what goes on in it${network}.`,
      ...(watched > 0 ? [some] : []),
      ...(vpc.isDefault ? ["It is the region's default VPC: if nothing runs in it, this does not matter."] : []),
    ],
    about: [vpc.id],
    remedies: [],
    setup: setupFor(facts, "vpc", vpc.id),
  };
}

function someSubnets(facts: Facts, vpc: VpcFact, without: readonly SubnetFact[], all: number): Found {
  const [only] = without;
  return {
    severity: "warning",
    title: `${without.length} of ${all} subnets of the VPC ${called(vpc)} ${without.length === 1 ? "has" : "have"} no flow log`,
    details: [
      `Not watched: ${list(without.map(called))}.`,
      "A flow log of the whole VPC also watches subnets that are made later.",
    ],
    about: [vpc.id, ...without.map(({ id }) => id)],
    remedies: [],
    setup: without.length === 1 && only ? setupFor(facts, "subnet", only.id) : setupFor(facts, "vpc", vpc.id),
  };
}

/** VPCs, and subnets of VPCs, that nothing watches. */
export const withoutFlowLog: Rule = {
  id: "without-flow-log",
  title: "Every VPC and subnet has a flow log",
  needs: ["flowLogs", "vpcs", "subnets"],
  check: (facts) => {
    const watched = new Set((facts.flowLogs ?? []).map(({ resourceId }) => resourceId));
    return (facts.vpcs ?? []).flatMap((vpc): Found[] => {
      if (watched.has(vpc.id)) return [];
      const subnets = (facts.subnets ?? []).filter(({ vpcId }) => vpcId === vpc.id);
      const without = subnets.filter(({ id }) => !watched.has(id));
      if (subnets.length > 0 && without.length === 0) return [];
      if (without.length < subnets.length) return [someSubnets(facts, vpc, without, subnets.length)];
      const interfaces = (facts.interfaces ?? []).filter(({ vpcId, id }) => vpcId === vpc.id && watched.has(id));
      return [wholeVpc(facts, vpc, interfaces.length)];
    });
  },
};
