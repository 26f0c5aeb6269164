import { z } from "zod";
import { readBody } from "@/lib/api/body";
import { type Insights, insightsRequest } from "@/lib/api/contract";
import { toQuestion } from "@/lib/api/question";
import { methodNotAllowed, ProblemError, route } from "@/lib/api/route";
import { existingSource } from "@/lib/api/source";
import { resolveTime } from "@/lib/query/time";
import { getServices } from "@/lib/server/services";
import { askInsights, InsightsError } from "@/lib/sources/insights/ask";
import { SourceFailure } from "@/lib/sources/reader";
import { SourceSettingsError, toSettings } from "@/lib/sources/settings";
import type { CloudWatchSettings } from "@/lib/sources/source";

type Checked = z.output<typeof insightsRequest>;

function settingsOf(body: Checked, now: number): CloudWatchSettings {
  if (body.source) {
    const { settings } = existingSource(getServices().sources, body.source);
    if (settings.kind === "cloudwatch") return settings;
    throw new ProblemError(400, "Logs Insights asks log groups of CloudWatch, not S3.", { parameter: "source" });
  }
  const { region = "", log_group = "", role_arn, external_id, format } = body;
  const since = { seconds: 0 };
  const request = {
    kind: "cloudwatch" as const,
    region,
    log_group,
    role_arn,
    external_id,
    format,
    since,
    follow: false,
  };
  const settings = toSettings(request, now);
  if (settings.kind === "cloudwatch") return settings;
  throw new ProblemError(400, "Logs Insights asks log groups of CloudWatch.", { parameter: "log_group" });
}

async function answer(body: Checked, now: number, signal: AbortSignal): Promise<Insights> {
  const began = performance.now();
  const { sources } = getServices();
  const settings = settingsOf(body, now);
  const from = resolveTime(body.from ?? { offset: -3600 }, now);
  const to = Math.min(body.to ? resolveTime(body.to, now) : now, now + 3600);
  if (to <= from)
    throw new ProblemError(400, `The range ends (${to}) before it begins (${from}).`, { parameter: "to" });
  const { filter } = toQuestion({ q: body.q }, now);
  const { by, measure, limit, interval = null } = body;
  const tools = { aws: sources.aws, limiters: sources.limiters, clock: sources.clock, signal };
  const found = await askInsights(tools, settings, { filter, from, to, by, measure, limit, interval });
  return {
    in_place: true,
    log_group: settings.logGroup,
    region: settings.region,
    from,
    to,
    interval: found.interval,
    format_source: found.format.origin,
    totals: found.totals,
    series: found.series.map(({ key, points }) => ({ key, points: points.map(([time, value]) => [time, value]) })),
    top: { by, rows: found.top.map((row) => ({ ...row })) },
    not_expressed: found.leftOut.map((one) => ({ ...one })),
    bytes_scanned: found.bytesScanned,
    records_scanned: found.recordsScanned,
    records_matched: found.recordsMatched,
    queries: [...found.queries],
    elapsed_ms: performance.now() - began,
  };
}

/** Asks a log group in AWS through Logs Insights: totals, time series, and who has the most. */
export const POST = route({
  params: z.object({}),
  answer: async ({ request, now, signal }) => {
    try {
      return await answer(await readBody(request, insightsRequest), now, signal);
    } catch (error) {
      if (error instanceof InsightsError || error instanceof SourceSettingsError) {
        throw new ProblemError(400, error.message, { parameter: error.parameter });
      }
      if (error instanceof SourceFailure) throw new ProblemError(503, error.message);
      if (signal.aborted) throw new ProblemError(499, "The question was cancelled.");
      throw error;
    }
  },
});

const other = methodNotAllowed("POST");

export { other as DELETE, other as GET, other as PATCH, other as PUT };
