import { type Evidence, type InterfaceEvidence, together } from "./evidence";
import { incompleteFit, incompleteness, nothingFits } from "./incomplete";
import type { Fit } from "./rule";
import { RULES } from "./rules";
import { VERDICT_CODES, type Verdict, type VerdictCode } from "./verdict";

/** A verdict, and what it would need to be sure of. */
export interface Diagnosis {
  readonly verdict: Verdict;
  /**
   * The interface on whose completeness the verdict rests, because it speaks of a record that is absent; null when all
   * that it needs is there. Give its `completeness` and judge again.
   */
  readonly restsOn: string | null;
  /** What would be said if the log were complete: the order among verdicts goes by it. */
  readonly otherwise: VerdictCode;
}

function verdictOf(code: VerdictCode, fit: Fit, evidence: Evidence, at: InterfaceEvidence | null): Verdict {
  return {
    code,
    confidence: fit.confidence,
    sentence: fit.sentence,
    reasons: fit.reasons,
    next_steps: fit.next_steps,
    at: fit.at ?? null,
    interface_id: at?.id || null,
    port: evidence.port,
    protocol: evidence.protocol,
  };
}

/**
 * Says what happened to a conversation about one service. Each rule, in order, judges each interface alone; the first that
 * fits speaks. Where it rests on an absent record that the log may have lost, `incomplete_data` takes its place.
 */
export function diagnose(evidence: Evidence): Diagnosis {
  for (const { code, judge } of RULES) {
    for (const at of evidence.interfaces) {
      const fit = judge(evidence, at);
      if (fit === null) continue;
      const why = fit.rests === undefined ? null : incompleteness(at);
      return {
        verdict:
          why === null
            ? verdictOf(code, fit, evidence, at)
            : verdictOf("incomplete_data", incompleteFit(evidence, at, fit, why), evidence, at),
        restsOn: fit.rests === undefined ? null : at.id,
        otherwise: code,
      };
    }
  }
  return {
    verdict: verdictOf("incomplete_data", nothingFits(evidence), evidence, null),
    restsOn: null,
    otherwise: "allowed",
  };
}

const packetsOf = ({ interfaces }: Evidence): number =>
  together(...interfaces.flatMap((one) => [one.request.accepted, one.request.rejected, one.reply])).records;

/**
 * Chooses among verdicts about several services of one conversation: the first in order, the busier service among equals.
 * @returns undefined when there are none.
 */
export function foremost(
  all: readonly { readonly evidence: Evidence; readonly diagnosis: Diagnosis }[],
): Diagnosis | undefined {
  const rank = ({ otherwise }: Diagnosis) => VERDICT_CODES.indexOf(otherwise);
  return [...all].sort(
    (a, b) => rank(a.diagnosis) - rank(b.diagnosis) || packetsOf(b.evidence) - packetsOf(a.evidence),
  )[0]?.diagnosis;
}
