import type { HeldInput, Retention } from "../api/contract";
import type { ImportEntry } from "../ingest/entry";
import { importId, parseImportId } from "../ingest/present";
import { parseSourceId, sourceId } from "../sources/present";
import type { SourceDocument } from "../sources/source";
import { type HeldDay, NO_DAY, startOfDay } from "./plan";
import type { RetentionView } from "./service";

/** The inputs that the program knows by name. */
export interface KnownInputs {
  readonly imports: readonly ImportEntry[];
  readonly sources: readonly SourceDocument[];
}

/** The number behind an id of the API, of a source or an import; undefined when there is no such input. */
export function inputOf(id: string, { imports, sources }: KnownInputs): number | undefined {
  const source = parseSourceId(id);
  if (source !== undefined) return sources.some((one) => one.id === source) ? source : undefined;
  const entry = parseImportId(id);
  return entry !== undefined && imports.some((one) => one.id === entry) ? entry : undefined;
}

/** The first and the last day of some, as times. */
function spanOf(days: readonly string[]): { from: number | null; to: number | null } {
  const dated = days.filter((day) => day !== NO_DAY).sort();
  const [first, last] = [dated[0], dated.at(-1)];
  return { from: first ? startOfDay(first) : null, to: last ? startOfDay(last) + 86_400 : null };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** What one input holds in all. */
function holdingOf(input: number, days: readonly HeldDay[]) {
  const mine = days.flatMap(({ day, holdings }) => {
    const one = holdings.find((holding) => holding.input === input);
    return one ? [{ day, ...one }] : [];
  });
  return {
    records: sum(mine.map(({ records }) => records)),
    bytes: sum(mine.map(({ bytes }) => bytes)),
    ...spanOf(mine.map(({ day }) => day)),
  };
}

function inputsOf(days: readonly HeldDay[], { imports, sources }: KnownInputs): HeldInput[] {
  const all: HeldInput[] = [
    ...sources.map(({ id, name, settings, progress }) => ({
      id: sourceId(id),
      kind: settings.kind,
      name,
      ...holdingOf(id, days),
      in_step_at: progress.inStepAt === null ? null : Math.floor(progress.inStepAt),
    })),
    ...imports.map(({ id, name, endedAt }) => ({
      id: importId(id),
      kind: "import" as const,
      name,
      ...holdingOf(id, days),
      in_step_at: endedAt === null ? null : Math.floor(endedAt),
    })),
  ];
  const shown = all.filter(({ kind, records }) => kind !== "import" || Number(records) > 0);
  return shown.sort((a, b) => Number(b.records) - Number(a.records) || (a.id < b.id ? -1 : 1));
}

/** Retention as the API shows it. */
export function presentRetention(view: RetentionView, known: KnownInputs): Retention {
  const { days, plan, lastRun } = view;
  const isSource = (input: number): boolean => known.sources.some(({ id }) => id === input);
  const idOf = (input: number | null): string | null =>
    input === null ? null : isSource(input) ? sourceId(input) : importId(input);
  const isKnown = ({ input }: { readonly input: number | null }): boolean =>
    input === null || isSource(input) || known.imports.some(({ id }) => id === input);
  const everything = days.flatMap(({ holdings }) => holdings);
  return {
    // Rules about inputs that were removed meanwhile mean nothing.
    rules: view.rules.filter(isKnown).map((rule) => ({ source: idOf(rule.input), days: rule.days, bytes: rule.bytes })),
    total: {
      records: sum(everything.map(({ records }) => records)),
      bytes: sum(everything.map(({ bytes }) => bytes)),
      ...spanOf(days.map(({ day }) => day)),
    },
    inputs: inputsOf(days, known),
    due: {
      days: plan.removals.length,
      records: sum(plan.removals.map(({ records }) => records)),
      bytes: sum(plan.removals.map(({ bytes }) => bytes)),
      ...spanOf(plan.removals.map(({ day }) => day)),
    },
    over: plan.over.filter(isKnown).map(({ input, bytes, limit }) => ({ source: idOf(input), bytes, limit })),
    last_run: lastRun && { ...lastRun },
    running: view.running,
  };
}
