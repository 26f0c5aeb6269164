import type { XmlValue } from "../server/xml";

/** A thing of EC2 with the element names of the service's XML answers. */
export type Item = { readonly [name: string]: XmlValue };

/** What a region holds. Only what a test is about needs to be given. */
export interface Inventory {
  readonly vpcs: readonly Item[];
  readonly subnets: readonly Item[];
  readonly networkInterfaces: readonly Item[];
  readonly instances: readonly Item[];
  readonly securityGroups: readonly Item[];
  readonly transitGateways: readonly Item[];
  /** Ids of what can have a flow log, and is described nowhere here: attachments and regional NAT gateways. */
  readonly others: readonly string[];
}

const ACCOUNT = "123456789012";
const tags = (name: string): Item[] => [{ key: "Name", value: name }];

function vpc(vpcId: string, cidrBlock: string, name: string, isDefault = false): Item {
  const block = {
    associationId: `vpc-cidr-assoc-${vpcId.slice(4)}`,
    cidrBlock,
    cidrBlockState: { state: "associated" },
  };
  return {
    vpcId,
    ownerId: ACCOUNT,
    state: "available",
    cidrBlock,
    cidrBlockAssociationSet: [block],
    dhcpOptionsId: "dopt-0f00d1e2",
    instanceTenancy: "default",
    isDefault,
    tagSet: tags(name),
  };
}

function subnet(subnetId: string, vpcId: string, cidrBlock: string, zone: "a" | "b", name: string): Item {
  return {
    subnetId,
    subnetArn: `arn:aws:ec2:eu-west-1:${ACCOUNT}:subnet/${subnetId}`,
    vpcId,
    ownerId: ACCOUNT,
    state: "available",
    cidrBlock,
    availableIpAddressCount: 251,
    availabilityZone: `eu-west-1${zone}`,
    availabilityZoneId: zone === "a" ? "euw1-az1" : "euw1-az2",
    defaultForAz: false,
    mapPublicIpOnLaunch: name.includes("public"),
    tagSet: tags(name),
  };
}

interface Place {
  readonly vpcId: string;
  readonly subnetId: string;
}

function networkInterface(
  id: string,
  { vpcId, subnetId }: Place,
  address: string,
  description: string,
  more: Item,
): Item {
  return {
    networkInterfaceId: id,
    vpcId,
    subnetId,
    ownerId: ACCOUNT,
    availabilityZone: "eu-west-1a",
    description,
    interfaceType: "interface",
    requesterManaged: false,
    status: "in-use",
    macAddress: `06:${id.slice(-10).replace(/(..)(?=.)/g, "$1:")}`,
    privateIpAddress: address,
    privateIpAddressesSet: [{ privateIpAddress: address, primary: true }],
    sourceDestCheck: true,
    groupSet: [{ groupId: "sg-0a11b22c33d44e551", groupName: "web" }],
    tagSet: [],
    ...more,
  };
}

function instance(instanceId: string, { vpcId, subnetId }: Place, eni: string, address: string, name: string): Item {
  return {
    instanceId,
    imageId: "ami-0abcdef1234567890",
    instanceType: "m7g.large",
    instanceState: { code: 16, name: "running" },
    privateIpAddress: address,
    subnetId,
    vpcId,
    launchTime: "2026-05-04T08:00:00.000Z",
    networkInterfaceSet: [{ networkInterfaceId: eni, subnetId, vpcId, privateIpAddress: address }],
    tagSet: tags(name),
  };
}

const main = "vpc-0a1b2c3d4e5f60001";
const lab = "vpc-0a1b2c3d4e5f60002";
const publicA: Place = { vpcId: main, subnetId: "subnet-0a1b2c3d4e5f6001a" };
const privateA: Place = { vpcId: main, subnetId: "subnet-0a1b2c3d4e5f6002a" };
const labA: Place = { vpcId: lab, subnetId: "subnet-0a1b2c3d4e5f6003a" };
const WEB = "eni-0a1b2c3d4e5f60101";
const DATABASE = "eni-0a1b2c3d4e5f60102";
const NAT = "eni-0a1b2c3d4e5f60103";
const LAB = "eni-0a1b2c3d4e5f60104";

/** A small company's region: a VPC with a web server, a database and a NAT gateway, and a lab beside it. */
export const DEFAULT_INVENTORY: Inventory = {
  vpcs: [vpc(main, "10.20.0.0/16", "production"), vpc(lab, "10.30.0.0/16", "lab")],
  subnets: [
    subnet(publicA.subnetId, main, "10.20.1.0/24", "a", "production-public-a"),
    subnet(privateA.subnetId, main, "10.20.2.0/24", "a", "production-private-a"),
    subnet("subnet-0a1b2c3d4e5f6002b", main, "10.20.3.0/24", "b", "production-private-b"),
    subnet(labA.subnetId, lab, "10.30.1.0/24", "a", "lab-a"),
  ],
  networkInterfaces: [
    networkInterface(WEB, publicA, "10.20.1.10", "Primary network interface", {
      association: { publicIp: "198.51.100.10", publicDnsName: "", ipOwnerId: "amazon" },
      attachment: {
        attachmentId: "eni-attach-01",
        instanceId: "i-0a1b2c3d4e5f60201",
        deviceIndex: 0,
        status: "attached",
      },
      tagSet: tags("web-1"),
    }),
    networkInterface(DATABASE, privateA, "10.20.2.20", "Primary network interface", {
      attachment: {
        attachmentId: "eni-attach-02",
        instanceId: "i-0a1b2c3d4e5f60202",
        deviceIndex: 0,
        status: "attached",
      },
      tagSet: tags("database-1"),
    }),
    networkInterface(NAT, publicA, "10.20.1.200", "Interface for NAT Gateway nat-0a1b2c3d4e5f60301", {
      interfaceType: "nat_gateway",
      requesterManaged: true,
      association: { publicIp: "198.51.100.20", publicDnsName: "", ipOwnerId: ACCOUNT },
    }),
    networkInterface(LAB, labA, "10.30.1.30", "Primary network interface", {
      attachment: {
        attachmentId: "eni-attach-04",
        instanceId: "i-0a1b2c3d4e5f60204",
        deviceIndex: 0,
        status: "attached",
      },
    }),
  ],
  instances: [
    instance("i-0a1b2c3d4e5f60201", publicA, WEB, "10.20.1.10", "web-1"),
    instance("i-0a1b2c3d4e5f60202", privateA, DATABASE, "10.20.2.20", "database-1"),
    instance("i-0a1b2c3d4e5f60204", labA, LAB, "10.30.1.30", "lab-1"),
  ],
  securityGroups: [
    {
      groupId: "sg-0a11b22c33d44e551",
      groupName: "web",
      groupDescription: "Web servers",
      ownerId: ACCOUNT,
      vpcId: main,
      ipPermissions: [
        { ipProtocol: "tcp", fromPort: 443, toPort: 443, ipRanges: [{ cidrIp: "0.0.0.0/0" }], groups: [] },
      ],
      ipPermissionsEgress: [{ ipProtocol: "-1", ipRanges: [{ cidrIp: "0.0.0.0/0" }], groups: [] }],
      tagSet: [],
    },
  ],
  others: ["tgw-attach-0a1b2c3d4e5f60411", "nat-0a1b2c3d4e5f60501"],
  transitGateways: [
    {
      transitGatewayId: "tgw-0a1b2c3d4e5f60401",
      transitGatewayArn: `arn:aws:ec2:eu-west-1:${ACCOUNT}:transit-gateway/tgw-0a1b2c3d4e5f60401`,
      state: "available",
      ownerId: ACCOUNT,
      description: "between the VPCs",
      tagSet: tags("hub"),
    },
  ],
};

/** The regions that an account has by default, as far as tests need them. */
export const REGIONS = ["eu-central-1", "eu-west-1", "us-east-1", "us-west-2"];
