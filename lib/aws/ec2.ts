import {
  DescribeFlowLogsCommand,
  DescribeNetworkInterfacesCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  type Tag,
} from "@aws-sdk/client-ec2";
import type { FlowLogFact, InterfaceFact, SubnetFact, VpcFact } from "../doctor";
import type { Asked, Asker } from "./ask";
import { toFact } from "./flow-log";

const PAGE = 1000;
const IDS_AT_ONCE = 200;
const nameIn = (tags: readonly Tag[] | undefined): string | null =>
  tags?.find(({ Key }) => Key === "Name")?.Value || null;

/** Takes the items out of a list that was read to its end. */
function items<Item>(asked: Asked<{ readonly items: readonly Item[] }>): Asked<readonly Item[]> {
  return asked.ok ? { ok: true, value: asked.value.items } : asked;
}

/** Every flow log of the account in the region. */
export async function listFlowLogs(asker: Asker): Promise<Asked<readonly FlowLogFact[]>> {
  return items(
    await asker.all("ec2:DescribeFlowLogs", async ({ ec2 }, NextToken) => {
      const page = await ec2.send(new DescribeFlowLogsCommand({ MaxResults: PAGE, NextToken }), asker.options);
      return { items: (page.FlowLogs ?? []).map(toFact), token: page.NextToken || undefined };
    }),
  );
}

/** A VPC, and who owns it. */
export interface OwnedVpc extends VpcFact {
  readonly ownerId: string | null;
}

export async function listVpcs(asker: Asker): Promise<Asked<readonly OwnedVpc[]>> {
  return items(
    await asker.all("ec2:DescribeVpcs", async ({ ec2 }, NextToken) => {
      const page = await ec2.send(new DescribeVpcsCommand({ MaxResults: PAGE, NextToken }), asker.options);
      const vpcs = (page.Vpcs ?? []).map((vpc) => ({
        id: vpc.VpcId ?? "",
        name: nameIn(vpc.Tags),
        cidr: vpc.CidrBlock ?? null,
        isDefault: vpc.IsDefault ?? false,
        ownerId: vpc.OwnerId ?? null,
      }));
      return { items: vpcs, token: page.NextToken || undefined };
    }),
  );
}

export async function listSubnets(asker: Asker): Promise<Asked<readonly SubnetFact[]>> {
  return items(
    await asker.all("ec2:DescribeSubnets", async ({ ec2 }, NextToken) => {
      const page = await ec2.send(new DescribeSubnetsCommand({ MaxResults: PAGE, NextToken }), asker.options);
      const subnets = (page.Subnets ?? []).map((subnet) => ({
        id: subnet.SubnetId ?? "",
        vpcId: subnet.VpcId ?? "",
        name: nameIn(subnet.Tags),
        cidr: subnet.CidrBlock ?? null,
      }));
      return { items: subnets, token: page.NextToken || undefined };
    }),
  );
}

/** Where the interfaces with these ids lie. One that is gone is left out: the filter, unlike an id list, allows that. */
export async function listInterfaces(asker: Asker, ids: readonly string[]): Promise<Asked<readonly InterfaceFact[]>> {
  const found: InterfaceFact[] = [];
  for (let from = 0; from < ids.length; from += IDS_AT_ONCE) {
    const Values = ids.slice(from, from + IDS_AT_ONCE);
    const asked = await asker.all("ec2:DescribeNetworkInterfaces", async ({ ec2 }, NextToken) => {
      const Filters = [{ Name: "network-interface-id", Values }];
      const command = new DescribeNetworkInterfacesCommand({ Filters, MaxResults: PAGE, NextToken });
      const page = await ec2.send(command, asker.options);
      const interfaces = (page.NetworkInterfaces ?? []).map((one) => ({
        id: one.NetworkInterfaceId ?? "",
        subnetId: one.SubnetId ?? "",
        vpcId: one.VpcId ?? "",
      }));
      return { items: interfaces, token: page.NextToken || undefined };
    });
    if (!asked.ok) return asked;
    found.push(...asked.value.items);
  }
  return { ok: true, value: found };
}
