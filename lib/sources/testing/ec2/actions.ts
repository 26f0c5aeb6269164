import { AwsFault } from "../server/fault";
import type { Form } from "../server/form";
import type { Caller } from "../server/identity";
import { createFlowLogs, type FlowLogs } from "./flow-logs";
import { type Inventory, type Item, REGIONS } from "./inventory";
import { type Selection, select } from "./select";

/** What an action of EC2 works with. */
export interface Ec2Context {
  readonly caller: Caller;
  readonly inventory: Inventory;
  readonly flowLogs: FlowLogs;
  readonly groupArn: (name: string) => string;
  /** Whether there is a role of this ARN in the account. */
  readonly hasRole: (arn: string) => boolean;
}

type Ec2Action = (context: Ec2Context, form: Form) => Item;

/** Which list a `Describe…` tells and how it is asked for. */
interface Listing extends Selection {
  readonly list: (context: Ec2Context) => readonly Item[];
  readonly element: string;
}

function describe({ list, element, ...selection }: Listing): Ec2Action {
  return (context, form) => {
    const page = select(list(context), form, selection);
    return { [element]: page.items, nextToken: page.nextToken };
  };
}

const describeVpcs = describe({
  list: ({ inventory }) => inventory.vpcs,
  element: "vpcSet",
  idParameter: "VpcId",
  idElement: "vpcId",
  filters: { cidr: "cidrBlock", "is-default": "isDefault" },
  missing: "InvalidVpcID.NotFound",
});
const describeSubnets = describe({
  list: ({ inventory }) => inventory.subnets,
  element: "subnetSet",
  idParameter: "SubnetId",
  idElement: "subnetId",
  filters: { "cidr-block": "cidrBlock", "availability-zone": "availabilityZone" },
  missing: "InvalidSubnetID.NotFound",
});
const describeNetworkInterfaces = describe({
  list: ({ inventory }) => inventory.networkInterfaces,
  element: "networkInterfaceSet",
  idParameter: "NetworkInterfaceId",
  idElement: "networkInterfaceId",
  filters: {
    "attachment.instance-id": "attachment.instanceId",
    "addresses.private-ip-address": "privateIpAddressesSet.privateIpAddress",
    "group-id": "groupSet.groupId",
  },
  missing: "InvalidNetworkInterfaceID.NotFound",
});
const describeSecurityGroups = describe({
  list: ({ inventory }) => inventory.securityGroups,
  element: "securityGroupInfo",
  idParameter: "GroupId",
  idElement: "groupId",
  filters: {},
  missing: "InvalidGroup.NotFound",
});
const describeTransitGateways = describe({
  list: ({ inventory }) => inventory.transitGateways,
  element: "transitGatewaySet",
  idParameter: "TransitGatewayIds",
  idElement: "transitGatewayId",
  filters: {},
  missing: "InvalidTransitGatewayID.NotFound",
});
const describeFlowLogs = describe({
  list: ({ flowLogs }) => flowLogs.items(),
  element: "flowLogSet",
  idParameter: "FlowLogId",
  idElement: "flowLogId",
  filters: { "deliver-log-status": "deliverLogsStatus" },
  missing: "InvalidFlowLogId.NotFound",
});

/** Instances come in reservations, here one for each. */
function describeInstances(context: Ec2Context, form: Form): Item {
  const page = select(context.inventory.instances, form, {
    idParameter: "InstanceId",
    idElement: "instanceId",
    filters: {
      "instance-state-name": "instanceState.name",
      "network-interface.network-interface-id": "networkInterfaceSet.networkInterfaceId",
    },
    missing: "InvalidInstanceID.NotFound",
  });
  return {
    reservationSet: page.items.map((instance) => ({
      reservationId: String(instance.instanceId).replace("i-", "r-"),
      ownerId: context.caller.account,
      groupSet: [],
      instancesSet: [instance],
    })),
    nextToken: page.nextToken,
  };
}

function describeRegions(): Item {
  return {
    regionInfo: REGIONS.map((regionName) => ({
      regionName,
      regionEndpoint: `ec2.${regionName}.amazonaws.com`,
      optInStatus: "opt-in-not-required",
    })),
  };
}

function create(context: Ec2Context, form: Form): Item {
  const role = form.text("DeliverLogsPermissionArn");
  if (role !== undefined && !context.hasRole(role)) {
    throw new AwsFault("InvalidParameter", `Unable to assume the IAM role ${role}`);
  }
  const { inventory } = context;
  const ids = [
    ...inventory.vpcs.map((item) => item.vpcId),
    ...inventory.subnets.map((item) => item.subnetId),
    ...inventory.networkInterfaces.map((item) => item.networkInterfaceId),
    ...inventory.transitGateways.map((item) => item.transitGatewayId),
    ...inventory.others,
  ];
  return createFlowLogs(context.flowLogs, form, (id) => ids.includes(id), context.groupArn);
}

function deleteFlowLogs({ flowLogs }: Ec2Context, form: Form): Item {
  const ids = form.list("FlowLogId");
  const removed = flowLogs.remove(ids);
  return {
    unsuccessful: ids
      .filter((id) => !removed.includes(id))
      .map((resourceId) => ({
        resourceId,
        error: { code: "InvalidFlowLogId.NotFound", message: `These FlowLogs do not exist: ${resourceId}` },
      })),
  };
}

export const EC2_ACTIONS: ReadonlyMap<string, Ec2Action> = new Map<string, Ec2Action>([
  ["DescribeFlowLogs", describeFlowLogs],
  ["CreateFlowLogs", create],
  ["DeleteFlowLogs", deleteFlowLogs],
  ["DescribeVpcs", describeVpcs],
  ["DescribeSubnets", describeSubnets],
  ["DescribeNetworkInterfaces", describeNetworkInterfaces],
  ["DescribeInstances", describeInstances],
  ["DescribeRegions", describeRegions],
  ["DescribeSecurityGroups", describeSecurityGroups],
  ["DescribeTransitGateways", describeTransitGateways],
]);
