import type { Source } from "../api/contract";
import type { SourceDocument } from "./source";
import { twiceNotice } from "./twice";

/** The API's id of a source. */
export const sourceId = (id: number): string => `src-${id}`;

/** Reads an API id; undefined when it is none. */
export function parseSourceId(text: string): number | undefined {
  const digits = /^src-(\d{1,9})$/.exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/**
 * A source as the API shows it.
 * @param now epoch seconds.
 * @param all every source there is, to say which of them read the same records.
 */
export function presentSource(document: SourceDocument, now: number, all: readonly SourceDocument[]): Source {
  const twice = twiceNotice(document, all, sourceId);
  const { settings, progress } = document;
  const [main] = progress.formats;
  return {
    id: sourceId(document.id),
    kind: settings.kind,
    name: document.name,
    state: document.state,
    ...progress.counts,
    fields: main ? [...main.fields] : [],
    format_source: main?.origin ?? null,
    formats: progress.formats.map((format) => ({
      fields: [...format.fields],
      format_source: format.origin,
      flow_log_id: format.flowLogId,
    })),
    read: progress.read.map(({ from, to }) => ({ from, to })),
    failed: progress.failed.map(({ from, to, reason }) => ({ from, to, reason })),
    lag_seconds: progress.inStepAt === null ? null : Math.max(0, Math.round(now - progress.inStepAt)),
    error: document.error,
    notices: [...document.notices, ...(twice ? [twice] : [])].map((notice) => ({ ...notice })),
    region: settings.region,
    ...(settings.kind === "cloudwatch"
      ? { log_group: settings.logGroup, streams: settings.streams ? [...settings.streams] : null }
      : {
          bucket: settings.bucket,
          prefix: settings.prefix,
          requester_pays: settings.requesterPays,
          queue_url: settings.queueUrl,
        }),
    role_arn: settings.roleArn,
    since: settings.since,
    until: settings.until,
    follow: settings.follow,
    bytes_read: progress.bytes,
    created_at: document.createdAt,
  };
}
