import { openPage, percentile } from "./measure";
import type { Page } from "./pages";
import { Seeded } from "./population";

/** Times of a page in milliseconds, until all its answers were there. */
export interface Times {
  readonly name: string;
  readonly openings: number;
  readonly p50: number;
  readonly p95: number;
}

export function timesOf(name: string, times: readonly number[]): Times {
  return { name, openings: times.length, p50: percentile(times, 0.5), p95: percentile(times, 0.95) };
}

const seedOf = ({ name }: Page, phase: number): Seeded => new Seeded(name.length * 97 + phase);

/**
 * Opens each page after `forget`. A page that asks the same each time is opened once: the program keeps its answer
 * until the store changes.
 */
export async function measureCold(
  url: string,
  pages: readonly Page[],
  runs: number,
  forget: () => Promise<void>,
): Promise<Times[]> {
  const all: Times[] = [];
  for (const page of pages) {
    const random = seedOf(page, 1009);
    const asked = new Set<string>();
    const times: number[] = [];
    for (let run = 0; run < runs; run++) {
      const paths = page.requests(random);
      const known = asked.size;
      if (asked.add(paths.join("\n")).size === known) continue;
      await forget();
      times.push((await openPage(url, paths)).whole);
    }
    all.push(timesOf(page.name, times));
  }
  return all;
}

/** Opens each page as `viewers` people at once would, `rounds` times, everybody with parameters of their own. */
export async function measureViewers(
  url: string,
  pages: readonly Page[],
  viewers: number,
  rounds: number,
): Promise<Times[]> {
  const all: Times[] = [];
  for (const page of pages) {
    const random = seedOf(page, 2003);
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const everybody = Array.from({ length: viewers }, () => page.requests(random));
      const openings = await Promise.all(everybody.map((paths) => openPage(url, paths)));
      times.push(...openings.map(({ whole }) => whole));
    }
    all.push(timesOf(page.name, times));
  }
  return all;
}

/** Opens all pages in turn, over and over, until `work` has ended; each once at least. @throws what the work throws. */
export async function measureDuring(url: string, pages: readonly Page[], work: Promise<unknown>): Promise<Times[]> {
  let working = true;
  const ended = work.finally(() => {
    working = false;
  });
  // A failure is told below; until then nobody waits for it.
  ended.catch(() => {});
  const randoms = pages.map((page) => seedOf(page, 3001));
  const times = pages.map((): number[] => []);
  for (let turn = 0; turn < pages.length || working; turn++) {
    const at = turn % pages.length;
    const [page, random] = [pages[at], randoms[at]];
    if (!page || !random) break;
    times[at]?.push((await openPage(url, page.requests(random))).whole);
  }
  await ended;
  return pages.map((page, at) => timesOf(page.name, times[at] ?? []));
}
