import type { LogRecord } from "./record";

/** A network interface of the sample's VPC. */
export interface Interface {
  readonly id: string;
  readonly address: string;
  /** The interface's IPv6 address, where it has one. */
  readonly address6?: string;
  readonly instance?: string;
  readonly subnet: string;
  readonly zone: string;
  /** The second of the minute at which its aggregation windows of 60 s begin. */
  readonly phase: number;
}

/** The tiers of a small shop: a public subnet, two application subnets and one for data. */
const SUBNETS = {
  public: { subnet: "subnet-0c2f4b1a9d3e58710", zone: "euw1-az1" },
  appA: { subnet: "subnet-07d91ea42b5c6f038", zone: "euw1-az1" },
  appB: { subnet: "subnet-0be360f7a1849d2c5", zone: "euw1-az2" },
  data: { subnet: "subnet-03a8c75d1f2e9b640", zone: "euw1-az1" },
} as const;

const make = (
  subnet: keyof typeof SUBNETS,
  address: string,
  id: string,
  phase: number,
  instance?: string,
  address6?: string,
): Interface => ({ ...SUBNETS[subnet], address, id, phase, instance, address6 });

/** Every interface that is logged, by role. The web server's windows begin at :23, as the story's record shows. */
export const HOSTS = {
  web: make("public", "10.10.1.10", "eni-0f4a1c93b7e25d608", 23, "i-0a6c2f1e8b9d34075", "2a05:d018:7a1:5b01::10"),
  vpn: make("public", "10.10.1.20", "eni-05b9e4d0a8c17f263", 47, "i-09e2b7f45d6a1c830"),
  nat: make("public", "10.10.1.5", "eni-02d7e90b5c1f8a346", 41),
  app1: make("appA", "10.10.2.11", "eni-0be83d27f46a1c950", 7, "i-04f7d1b93c2a8e651"),
  app2: make("appB", "10.10.2.140", "eni-06c95a0e7d13f2b84", 52, "i-0d81c6e3f5a79b240"),
  report: make("appA", "10.10.2.40", "eni-0973fb6d2e10c5a48", 34, "i-07be5a2c14f09d386"),
  resolver: make("appA", "10.10.2.53", "eni-01ad74e6b93c0f825", 16, "i-0c39e7f20d5b61a84"),
  database: make("data", "10.10.3.21", "eni-0d5b2f8c70e4a1936", 3, "i-0b15f84da7c6e3920"),
  cache: make("data", "10.10.3.31", "eni-084c6ae1f9d02b573", 29, "i-0e9d3072bc6f5a148"),
  spare: make("data", "10.10.3.90", "eni-0a27d59e3bf8160c4", 11, "i-036fa1c8e7d24b095"),
} as const satisfies Record<string, Interface>;

const byAddress = new Map<string, Interface>(
  Object.values<Interface>(HOSTS).flatMap((host) => [
    [host.address, host] as const,
    ...(host.address6 ? [[host.address6, host] as const] : []),
  ]),
);

/** The VPC's interface with that address, or undefined for an address outside. */
export function interfaceOf(address: string): Interface | undefined {
  return byAddress.get(address);
}

/** The fields that say whose record it is. */
export function identityOf(host: Interface): Omit<LogRecord, "start" | "end"> {
  return {
    version: 5,
    "account-id": "123456789010",
    "interface-id": host.id,
    "vpc-id": "vpc-0e61f2a9c8b74d350",
    "subnet-id": host.subnet,
    ...(host.instance ? { "instance-id": host.instance } : {}),
    region: "eu-west-1",
    "az-id": host.zone,
  };
}

/** The AWS service that owns an address, for the addresses that the sample uses. */
export function awsServiceOf(address: string): string | undefined {
  if (address.startsWith("52.218.")) return "S3";
  if (address.startsWith("52.94.")) return "DYNAMODB";
  return undefined;
}
