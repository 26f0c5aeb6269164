import type { Page } from "./pages";
import { Seeded } from "./population";

/** How long a page took, in milliseconds: until all its answers were there. */
export interface Timing {
  readonly name: string;
  readonly requests: number;
  readonly runs: number;
  readonly first: number;
  readonly p50: number;
  readonly p95: number;
  /** The request that was slowest at the median, and its median. */
  readonly slowest: string;
}

/** The value below which `share` of the values lie (nearest rank). @throws RangeError for an empty list. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new RangeError("There is nothing to rank.");
  return value;
}

async function timed(url: string): Promise<number> {
  const began = performance.now();
  const response = await fetch(url);
  const body = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${body.slice(0, 300)}`);
  return performance.now() - began;
}

/** How long a page's requests took, all sent at once: all of them together, and each. */
export interface Opening {
  readonly whole: number;
  readonly each: readonly number[];
}

/** Opens a page once. @param paths its requests. @throws Error when one fails. */
export async function openPage(server: string, paths: readonly string[]): Promise<Opening> {
  const began = performance.now();
  const each = await Promise.all(paths.map((path) => timed(server + path)));
  return { whole: performance.now() - began, each };
}

/** Opens a page `runs` times, each with parameters of its own. @param seed other parameters. @throws Error when a request fails. */
export async function measurePage(server: string, page: Page, runs: number, seed = 11): Promise<Timing> {
  const random = new Seeded(page.name.length * 97 + seed);
  const whole: number[] = [];
  const single = new Map<number, { path: string; times: number[] }>();
  for (let run = 0; run < runs; run++) {
    const paths = page.requests(random);
    const opening = await openPage(server, paths);
    whole.push(opening.whole);
    for (const [index, time] of opening.each.entries()) {
      const entry = single.get(index) ?? { path: paths[index] ?? "", times: [] };
      entry.times.push(time);
      single.set(index, entry);
    }
  }
  const ranked = [...single.values()]
    .map(({ path, times }) => ({ path, time: percentile(times, 0.5) }))
    .sort((a, b) => b.time - a.time);
  return {
    name: page.name,
    requests: single.size,
    runs,
    first: whole[0] ?? 0,
    p50: percentile(whole, 0.5),
    p95: percentile(whole, 0.95),
    slowest: ranked[0] ? `${shortName(ranked[0].path)} ${Math.round(ranked[0].time)} ms` : "",
  };
}

/** `top by=pair` of `/api/top?by=pair&...`. */
function shortName(path: string): string {
  const url = new URL(path, "http://localhost");
  const by = url.searchParams.get("by");
  return url.pathname.replace("/api/", "") + (by ? ` by=${by}` : "");
}
