import type { SourceDocument, SourceNotice, SourceSettings, TimeSpan } from "./source";

type Placed = Pick<SourceDocument, "settings" | "createdAt">;

/** The times that a source is asked to read: open ends are infinite, and one that does not follow ends when it was added. */
function askedSpan({ settings: { since, until, follow }, createdAt }: Placed): TimeSpan {
  return {
    from: since ?? Number.NEGATIVE_INFINITY,
    to: until ?? (follow ? Number.POSITIVE_INFINITY : createdAt),
  };
}

const sameList = (one: readonly string[] | null, other: readonly string[] | null): boolean =>
  one === other || (one?.length === other?.length && new Set([...(one ?? []), ...(other ?? [])]).size === one?.length);

/** The same place, asked in the same way by the same role. */
function samePlace(one: SourceSettings, other: SourceSettings): boolean {
  if (one.roleArn !== other.roleArn || one.region !== other.region) return false;
  if (one.kind === "s3") {
    return (
      other.kind === "s3" &&
      one.bucket === other.bucket &&
      one.prefix === other.prefix &&
      one.requesterPays === other.requesterPays &&
      one.queueUrl === other.queueUrl
    );
  }
  return (
    other.kind === "cloudwatch" &&
    one.logGroup === other.logGroup &&
    sameList(one.streams, other.streams) &&
    one.format?.join(" ") === other.format?.join(" ")
  );
}

/**
 * Does a source read all that is asked for already, and in the same way? A request that comes again while the first is
 * being read asks for the same, although "until now" is a moment later by then.
 * @param now epoch seconds.
 */
export function readsAlready(document: SourceDocument, settings: SourceSettings, now: number): boolean {
  if (document.removing || !samePlace(document.settings, settings)) return false;
  const [has, wants] = [askedSpan(document), askedSpan({ settings, createdAt: now })];
  const repeated =
    document.state !== "done" && [document.settings, settings].every(({ until, follow }) => until === null && !follow);
  return has.from <= wants.from && (has.to >= wants.to || repeated);
}

/** May two sources meet the same records? Streams and folders that have nothing in common keep them apart. */
function samePart(one: SourceSettings, other: SourceSettings): boolean {
  if (one.kind === "s3") {
    if (other.kind !== "s3" || one.bucket !== other.bucket) return false;
    return one.prefix.startsWith(other.prefix) || other.prefix.startsWith(one.prefix);
  }
  // The account is that of the role; without the same role it is not known to be the same group.
  if (other.kind !== "cloudwatch" || one.roleArn !== other.roleArn || one.region !== other.region) return false;
  if (one.logGroup !== other.logGroup) return false;
  return !one.streams || !other.streams || one.streams.some((stream) => other.streams?.includes(stream));
}

/**
 * Says which other sources read some of the same records, so that they are in the store more than once; null when none does.
 * @param idOf writes a source's id.
 */
export function twiceNotice(
  document: SourceDocument,
  all: readonly SourceDocument[],
  idOf: (id: number) => string,
): SourceNotice | null {
  const mine = askedSpan(document);
  const others = all.filter((other) => {
    if (other.id === document.id || other.removing || !samePart(document.settings, other.settings)) return false;
    const theirs = askedSpan(other);
    return theirs.from < mine.to && mine.from < theirs.to;
  });
  if (others.length === 0) return null;
  const names = others.map(({ id }) => idOf(id)).sort();
  const who = names.length === 1 ? `${names[0]} reads` : `${names.slice(0, 5).join(", ")} read`;
  return {
    code: "read_twice",
    message: `${who} some of the same records: they are in the store, and in every total, more than once. Look at one source alone, or remove one.`,
  };
}
