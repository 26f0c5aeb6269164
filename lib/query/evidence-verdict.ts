import { type Cell, type Diagnosis, diagnose, type Evidence, foremost, type Verdict } from "@/lib/diagnose";
import { EMPTY_FILTER } from "@/lib/filter";
import { gatherEvidence } from "./evidence";
import { completenessOf } from "./evidence-complete";
import type { LoggedAt } from "./interfaces";
import type { Asker, Question } from "./question";
import { addressText } from "./record-row";
import type { Sides } from "./sides";

/** From the first start to the last end of all that an interface has of the conversation. */
function spanAt(evidence: Evidence, id: string): { first: number; last: number } | null {
  const at = evidence.interfaces.find((one) => one.id === id);
  if (!at) return null;
  const cells: readonly Cell[] = [
    at.request.accepted,
    at.request.rejected,
    at.reply,
    at.replyRejected,
    at.late,
    at.strayElsewhere,
    at.strayNowhere,
    at.strayUnknown,
  ];
  const firsts = cells.flatMap(({ first }) => first ?? []);
  const lasts = cells.flatMap(({ last }) => last ?? []);
  return firsts.length === 0 ? null : { first: Math.min(...firsts), last: Math.max(...lasts) };
}

/** Judges; and where that rests on an absent record, asks whether the log could have held it and judges again. */
async function judged(asker: Asker, question: Question, evidence: Evidence): Promise<Diagnosis> {
  const diagnosis = diagnose(evidence);
  const { restsOn } = diagnosis;
  const span = restsOn === null ? null : spanAt(evidence, restsOn);
  if (restsOn === null || span === null) return diagnosis;
  const completeness = await completenessOf(asker, question, restsOn, span);
  const interfaces = evidence.interfaces.map((one) => (one.id === restsOn ? { ...one, completeness } : one));
  return diagnose({ ...evidence, interfaces });
}

/**
 * Says what became of a conversation. The question's filter is not used: a verdict on a part of the records would be wrong.
 * @param protocol the one asked for; null for any.
 * @throws EngineError
 */
export async function askVerdict(
  asker: Asker,
  question: Question,
  options: { readonly sides: Sides; readonly protocol: number | null; readonly logged: LoggedAt },
): Promise<Verdict> {
  const unfiltered = { ...question, filter: EMPTY_FILTER };
  const gathered = await gatherEvidence(asker, unfiltered, options);
  const all = await Promise.all(
    gathered.map(async ({ evidence }) => ({ evidence, diagnosis: await judged(asker, unfiltered, evidence) })),
  );
  const chosen = foremost(all);
  if (chosen) return chosen.verdict;
  const { sides, protocol } = options;
  return diagnose({
    client: addressText(sides.client) ?? "",
    server: addressText(sides.server) ?? "",
    port: sides.port,
    protocol,
    interfaces: [],
    clientSubnet: null,
    serverSubnet: null,
  }).verdict;
}
