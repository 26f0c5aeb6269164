import { type S3Object, touches, type Wanted } from "./object";
import { dayFolders, endOfRoot, type Place, placeOf } from "./place";

/** One page of a listing. */
export interface ListPage {
  readonly objects: readonly S3Object[];
  /** Common prefixes, when listed by folder. */
  readonly folders: readonly string[];
}

/** What S3 lists, a page at a time, in the order of keys. */
export interface Lister {
  list(prefix: string, options: { readonly byFolder: boolean; readonly startAfter?: string }): AsyncIterable<ListPage>;
}

/** Objects found by a walk. */
export interface Found {
  readonly objects: readonly S3Object[];
  /** Epoch seconds: all files of this time and later have been found. Null while that cannot be told. */
  readonly reached: number | null;
}

/** Folders of one age that are listed side by side. */
const AT_ONCE = 4;
/** A range of so many days is not worth listing years and months for. */
const FEW_DAYS = 4;
const DAY = 86_400;
/** A file may lie in a folder beside the one of its own time by so many seconds. */
const MARGIN = 3600;
/** Sorts after every key below a folder. */
const LAST = "\u{10ffff}";

/** A folder still to be listed. */
interface Node {
  readonly prefix: string;
  readonly place: Place | null;
}

/** Folders without a time lead to all others, so they come first. */
const newest = (node: Node): number => node.place?.period?.to ?? Number.POSITIVE_INFINITY;

/** The part of a prefix that is whole folders. */
const wholeFolders = (prefix: string): string => prefix.slice(0, prefix.lastIndexOf("/") + 1);

/**
 * Finds the objects below a prefix, newest days (or hours) first. Folders of AWS's layout that lie outside the wanted
 * times, and other services' logs, are not listed at all; whatever is not AWS's layout is listed flat.
 * @param prefix as S3 means it: keys that begin with it. @param now epoch seconds.
 */
export async function* walk(lister: Lister, prefix: string, wanted: Wanted, now: number): AsyncGenerator<Found> {
  const waiting: Node[] = [];
  const start = { prefix, place: placeOf(wholeFolders(prefix)) };
  if (start.place) waiting.push(start);
  else yield* flat(lister, prefix, waiting);
  while (waiting.length > 0) {
    waiting.sort((a, b) => newest(b) - newest(a) || (a.prefix < b.prefix ? -1 : 1));
    const age = newest(waiting[0] as Node);
    const same = waiting.findIndex((node) => newest(node) !== age);
    const group = waiting.splice(0, Math.min(AT_ONCE, same < 0 ? waiting.length : same));
    const timed = group.filter((node) => node.place);
    const listed = await Promise.all(timed.map((node) => open(lister, node, wanted, now)));
    waiting.push(...listed.flatMap(({ children }) => children));
    const next = Math.max(
      Number.NEGATIVE_INFINITY,
      ...waiting.map(newest),
      ...(timed.length < group.length ? [age] : []),
    );
    const reached = Number.isFinite(next) ? next : null;
    for (const [index, { objects }] of listed.entries()) {
      const last = index === listed.length - 1;
      if (objects.length > 0 || (last && reached !== null)) yield { objects, reached: last ? reached : null };
    }
    for (const node of group) if (!node.place) yield* flat(lister, node.prefix, waiting);
  }
}

/** Lists all below a prefix; every `AWSLogs/` on the way is left for the walk. */
async function* flat(lister: Lister, prefix: string, waiting: Node[]): AsyncGenerator<Found> {
  for (let startAfter: string | undefined, again = true; again; ) {
    again = false;
    for await (const page of lister.list(prefix, { byFolder: false, startAfter })) {
      const at = page.objects.findIndex(({ key }) => endOfRoot(key) >= Math.max(prefix.length, 1));
      const objects = at < 0 ? page.objects : page.objects.slice(0, at);
      if (objects.length > 0) yield { objects, reached: null };
      const key = page.objects[at]?.key;
      if (key === undefined) continue;
      const root = key.slice(0, endOfRoot(key));
      waiting.push({ prefix: root, place: placeOf(root) });
      startAfter = root + LAST;
      again = true;
      break;
    }
  }
}

/** The days of a region that are worth looking into, when they are so few that they need not be listed. */
function fewDays({ prefix, place }: Node, { since, until }: Wanted, now: number): Node[] | null {
  if (place?.level !== "region" || since === null || !prefix.endsWith("/")) return null;
  const to = Math.min(until ?? Number.POSITIVE_INFINITY, now) + MARGIN;
  if (to - since > FEW_DAYS * DAY) return null;
  return dayFolders(prefix, place.hive, { from: since - MARGIN, to }).map((day) => ({
    prefix: day,
    place: placeOf(day),
  }));
}

/** Lists one folder of AWS's layout. */
async function open(
  lister: Lister,
  node: Node,
  wanted: Wanted,
  now: number,
): Promise<{ objects: S3Object[]; children: Node[] }> {
  const days = fewDays(node, wanted, now);
  if (days) return { objects: [], children: days };
  const objects: S3Object[] = [];
  const children: Node[] = [];
  for await (const page of lister.list(node.prefix, { byFolder: true })) {
    objects.push(...page.objects);
    for (const folder of page.folders) {
      const place = placeOf(folder);
      const period = place?.period;
      if (period && !touches({ from: period.from - MARGIN, to: period.to + MARGIN }, wanted)) continue;
      // Beside vpcflowlogs/ are the logs of other services.
      if (!place && node.place?.level === "account") continue;
      children.push({ prefix: folder, place });
    }
  }
  return { objects, children };
}
