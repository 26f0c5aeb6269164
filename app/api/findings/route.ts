import { type Findings, findingsParams } from "@/lib/api/contract";
import { toQuestion } from "@/lib/api/question";
import { methodNotAllowed, route } from "@/lib/api/route";
import { selectFindings } from "@/lib/detect/select";
import { findingsOf } from "@/lib/server/findings";

/** How long a caller waits for a search; a longer one is told with its progress. */
const PATIENCE_MS = 25_000;

/** What is unusual in the store, or in one input of it. */
export const GET = route({
  params: findingsParams,
  answer: async ({ params, engine, signal, now }): Promise<Findings> => {
    const started = performance.now();
    const question = toQuestion(params, now);
    const service = findingsOf(engine);
    const state = await service.ask(question.input, params.wait === "false" ? 0 : PATIENCE_MS);
    const dismissals = await service.documents.dismissals();
    const all = (state.result?.findings ?? []).filter(
      ({ id, kind }) =>
        (params.kind === undefined || params.kind.length === 0 || params.kind.includes(kind)) &&
        (params.dismissed !== "no" || !dismissals.has(id)) &&
        (params.dismissed !== "only" || dismissals.has(id)),
    );
    const { findings, cut } = await selectFindings({ engine, signal }, question, all);
    const leftOut = [...(state.result?.cut ?? []), ...(cut ? ["findings that the filter was not tried on"] : [])];
    return {
      findings: findings.map((finding) => ({
        ...finding,
        targets: { count: finding.targets.count, sample: [...finding.targets.sample] },
        benign_hints: [...finding.benign_hints],
        dismissed: dismissals.get(finding.id) ?? null,
      })),
      state: state.current ? "current" : "computing",
      progress: state.progress && { done: state.progress.done, total: state.progress.total },
      computed_at: state.at,
      at_least: leftOut.length > 0,
      left_out: leftOut,
      elapsed_ms: performance.now() - started,
    };
  },
});

export const POST = methodNotAllowed("GET");
export { POST as DELETE, POST as PATCH, POST as PUT };
