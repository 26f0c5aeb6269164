import type { Chart } from "@/lib/view";

/** Buckets that can be drawn without a pause: bars cost most. */
export const MAX_BUCKETS: Readonly<Record<Chart, number>> = { bars: 120, area: 300, line: 300, table: 300 };

/** Series that stay told apart; the rest is drawn as one. */
export const MAX_SERIES = 9;

/** Rows of a top list. */
export const TOP_ROWS = 8;

/** Buckets of a sparkline. */
export const SPARK_BUCKETS = 48;
