/** One run of all detectors over a store, or over one input of it. */

import type { Engine } from "@/lib/engine/engine";
import { EngineError } from "@/lib/engine/errors";
import { type Network, readNetwork } from "@/lib/enrich";
import { EMPTY_FILTER, type Filter, parseFilter, printFilter } from "@/lib/filter";
import { formatSpan, formatTime } from "@/lib/view";
import { type DetectContext, detectContext } from "./context";
import { withoutCopies } from "./copies";
import type { Detector } from "./detector";
import { askEvidence } from "./evidence";
import type { Candidate, Finding } from "./finding";
import { findingId } from "./id";
import { type FindingKind, KIND_WORDS, SEVERITIES } from "./kinds";
import { DETECTORS } from "./kinds/index";
import type { DetectSettings } from "./settings";
import { startTerm } from "./terms";

/** What a run gives. */
export interface RunResult {
  readonly findings: readonly Finding[];
  readonly network: Network;
  /** Kinds of which some were left out because there were too many. */
  readonly cut: readonly string[];
}

/** How far a run is: kinds done, of all. */
export interface RunProgress {
  readonly done: number;
  readonly total: number;
  readonly kind: FindingKind | null;
}

export interface RunOptions {
  readonly engine: Engine;
  readonly settings: DetectSettings;
  readonly input: number | null;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: RunProgress) => void;
}

/** The most findings of one kind; beyond, the list says that it is not all. */
const MOST_OF_A_KIND = 500;

/** The filter that shows a finding's records. */
function filterOf({ terms, first, last }: Candidate): Filter {
  const text = [...terms, startTerm(first, last)].filter(Boolean).join(" ");
  const parsed = parseFilter(text);
  if (!parsed.ok) throw new Error(`A finding's filter cannot be read: ${text}: ${parsed.error.message}`);
  return parsed.filter;
}

/** When it was, as a sentence of its own. */
function whenText(first: number, end: number): string {
  if (end <= first) return `At ${formatTime(first, "UTC")} UTC.`;
  return `From ${formatSpan(first, end, "UTC")} UTC.`;
}

/** The worst first, then the newest, then by what they are. */
export function inOrder(a: Finding, b: Finding): number {
  const severity = SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity);
  return severity || b.from - a.from || (a.id < b.id ? -1 : 1);
}

/** A kind in a sentence. */
const nameOf = (kind: FindingKind): string => KIND_WORDS[kind].label.toLowerCase();

/** What a detector finds. One whose statements go beyond their limits is left out, and said; the others go on. */
async function candidatesOf(
  context: DetectContext,
  detector: Detector,
  cut: Set<string>,
): Promise<readonly Candidate[]> {
  try {
    return await withoutCopies(context, await detector.find(context));
  } catch (error) {
    if (!(error instanceof EngineError) || (error.kind !== "timeout" && error.kind !== "memory")) throw error;
    cut.add(`${nameOf(detector.kind)} (there is too much to look through)`);
    return [];
  }
}

/**
 * Looks for every kind of finding.
 * @throws EngineError; the abort reason when `signal` is aborted
 */
export async function runDetectors({ engine, settings, input, signal, onProgress }: RunOptions): Promise<RunResult> {
  const asker = { engine, signal };
  const everything = { filter: EMPTY_FILTER, from: null, to: null, input };
  const network = await readNetwork(asker, everything, settings.inside_cidrs);
  const cut = new Set<string>();
  const context = detectContext({ engine, settings, network, input, signal, onCut: (what) => cut.add(what) });
  const findings: Finding[] = [];
  for (const [done, detector] of DETECTORS.entries()) {
    onProgress?.({ done, total: DETECTORS.length, kind: detector.kind });
    if (!settings[detector.kind].enabled) continue;
    const candidates = await candidatesOf(context, detector, cut);
    if (candidates.length > MOST_OF_A_KIND) cut.add(nameOf(detector.kind));
    const looked = candidates.slice(0, MOST_OF_A_KIND);
    const filters = looked.map(filterOf);
    const wanted = looked.map(({ rows = "flows", first, last }, at) => ({
      rows,
      first,
      last,
      filter: filters[at] ?? EMPTY_FILTER,
    }));
    const evidence = await askEvidence(asker, everything, wanted);
    for (const [at, candidate] of looked.entries()) {
      const seen = evidence[at];
      if (!seen) continue;
      findings.push({
        id: findingId(candidate.kind, candidate.key, seen.first),
        kind: candidate.kind,
        severity: candidate.severity,
        title: candidate.title,
        sentence: `${candidate.say(seen.evidence)} ${whenText(seen.first, Math.max(seen.last, seen.end))}`,
        subject: candidate.subject,
        targets: candidate.targets,
        from: seen.first,
        to: seen.last + 1,
        evidence: seen.evidence,
        q: printFilter(filters[at] ?? EMPTY_FILTER),
        why: candidate.why,
        benign_hints: candidate.benign_hints,
      });
    }
  }
  onProgress?.({ done: DETECTORS.length, total: DETECTORS.length, kind: null });
  return { findings: findings.sort(inOrder), network, cut: [...cut] };
}
