import type { Coverage } from "@/lib/api/contract/coverage";
import { toNumber } from "@/lib/view";

/** What the log says about a stretch of time; `none` is where nothing was imported. */
export type CoverageState = "OK" | "NODATA" | "SKIPDATA" | "none";

export interface Strip {
  readonly state: CoverageState;
  readonly from: number;
  readonly to: number;
}

function stateOf(bucket: Coverage["buckets"][number]): CoverageState {
  if (toNumber(bucket.skipdata) > 0) return "SKIPDATA";
  if (toNumber(bucket.flows) > 0) return "OK";
  return toNumber(bucket.nodata) > 0 ? "NODATA" : "none";
}

/** Joins neighbouring buckets of one state. Lost records win over everything, traffic wins over its absence elsewhere. */
export function coverageStrips({ buckets, interval }: Pick<Coverage, "buckets" | "interval">): Strip[] {
  const strips: Strip[] = [];
  for (const bucket of buckets) {
    const state = stateOf(bucket);
    const last = strips.at(-1);
    if (last && last.state === state) strips[strips.length - 1] = { ...last, to: bucket.t + interval };
    else strips.push({ state, from: bucket.t, to: bucket.t + interval });
  }
  return strips;
}

/** The coverage in one sentence. */
export function coverageSentence(strips: readonly Strip[]): string {
  const total = strips.reduce((sum, { from, to }) => sum + to - from, 0);
  const share = (state: CoverageState) =>
    strips.filter((strip) => strip.state === state).reduce((sum, { from, to }) => sum + to - from, 0) / (total || 1);
  const percent = (ratio: number) => (ratio > 0 && ratio < 0.01 ? "under 1 %" : `${Math.round(ratio * 100)} %`);
  const parts = [
    [share("OK"), "has records"],
    [share("SKIPDATA"), "lost records (SKIPDATA)"],
    [share("NODATA"), "had no traffic (NODATA)"],
    [share("none"), "holds nothing"],
  ] as const;
  const said = parts.filter(([ratio]) => ratio > 0).map(([ratio, words]) => `${percent(ratio)} ${words}`);
  return said.length > 0 ? `Of this range ${said.join(", ")}.` : "Nothing is known about this range.";
}
