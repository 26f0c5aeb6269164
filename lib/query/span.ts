import { bucketCount, niceInterval } from "./bucket";
import { QuestionError } from "./errors";
import type { Asker, Question } from "./question";
import type { ScopeOptions } from "./scope";
import { askWhole } from "./whole";

/** The most buckets that an interval given by hand may lead to. */
export const MOST_BUCKETS = 5000;

/** The last time that a record can have. */
const LAST_TIME = 2 ** 32 - 1;

/** A range without open sides, and the buckets over it. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly interval: number;
}

/** How wide buckets are to be. */
export interface SpanOptions {
  readonly interval: number | "auto";
  /** With `auto`: at most so many buckets. */
  readonly maxPoints: number;
  /** Which rows close an open side of the range. Default: flow records. */
  readonly rows?: ScopeOptions["rows"];
}

/**
 * Closes the open sides of a range with the first and last start of the matching rows.
 * @returns null when a side is open and nothing matches.
 * @throws EngineError
 */
async function closedRange(
  asker: Asker,
  question: Question,
  rows: ScopeOptions["rows"],
): Promise<{ from: number; to: number } | null> {
  if (question.from !== null && question.to !== null) return { from: question.from, to: question.to };
  const { firstStart, lastStart, firstLine, lastLine } = await askWhole(asker, question);
  const [first, last] = rows === "lines" ? [firstLine, lastLine] : [firstStart, lastStart];
  if (first === null || last === null) return null;
  return { from: question.from ?? first, to: question.to ?? last + 1 };
}

const DAY = 86_400;

/**
 * A question's open sides closed around its first and last record: at whole days, for which sums are kept, and so that
 * records without a time, which are stored at 0, are left out.
 */
export function closedAt<Asked extends Question>(question: Asked, { from, to }: Span): Asked {
  const day = Math.floor(from / DAY) * DAY;
  const next = Math.ceil(to / DAY) * DAY;
  return {
    ...question,
    from: question.from ?? (day > 0 ? day : from),
    to: question.to ?? (next <= LAST_TIME ? next : to),
  };
}

/**
 * The buckets of a question.
 * @returns null when there is nothing to draw.
 * @throws QuestionError when an interval given by hand would make too many buckets; EngineError
 */
export async function spanOf(asker: Asker, question: Question, options: SpanOptions): Promise<Span | null> {
  const range = await closedRange(asker, question, options.rows);
  if (range === null || range.to <= range.from) return null;
  const { from, to } = range;
  if (options.interval === "auto") return { from, to, interval: niceInterval(from, to, options.maxPoints) };
  const buckets = bucketCount(from, to, options.interval);
  if (buckets > MOST_BUCKETS) {
    const enough = niceInterval(from, to, MOST_BUCKETS);
    throw new QuestionError(
      "interval",
      `An interval of ${options.interval} s makes ${buckets} buckets over this range; the limit is ${MOST_BUCKETS}. Take ${enough} s or more, or auto.`,
      ["auto", String(enough)],
      "auto",
    );
  }
  return { from, to, interval: options.interval };
}
