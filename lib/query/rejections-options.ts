/** What rejections can be grouped by. */
export const REJECTION_GROUPINGS = ["service", "srcaddr", "dstaddr", "interface_id"] as const;
export type RejectionGrouping = (typeof REJECTION_GROUPINGS)[number];

/** What rows can be ordered by, most first. */
export const REJECTION_SORTS = ["flows", "attempts", "bytes", "sources", "destinations", "last_start"] as const;
export type RejectionSort = (typeof REJECTION_SORTS)[number];
