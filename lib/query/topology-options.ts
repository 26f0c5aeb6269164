/** How addresses are drawn together: by what AWS calls them, or by the network that they lie in. */
export const TOPOLOGY_GROUPS = ["subnet", "interface", "cidr8", "cidr16", "cidr24"] as const;
export type TopologyGroup = (typeof TOPOLOGY_GROUPS)[number];

/** Prefix lengths of a group, in IPv4 and in IPv6. Addresses that have no subnet or interface are drawn as /24 and /64. */
export const PREFIXES: Readonly<Record<TopologyGroup, readonly [v4: number, v6: number]>> = {
  subnet: [24, 64],
  interface: [24, 64],
  cidr8: [8, 32],
  cidr16: [16, 48],
  cidr24: [24, 64],
};

/** Nodes drawn unless told otherwise, and at most. */
export const DEFAULT_NODES = 20;
export const MOST_NODES = 60;
