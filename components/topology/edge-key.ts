import type { TopologyEdge } from "@/lib/api/contract";

/** Names an edge. */
export const edgeKey = ({ a, b }: Pick<TopologyEdge, "a" | "b">): string => `${a} ${b}`;
