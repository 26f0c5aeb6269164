import type { CheckedSourceRequest } from "../api/contract";
import { parseFormat } from "../flow";
import { resolveTime, type TimePoint } from "../query/time";
import type { AwsPlace, SourceSettings } from "./source";

/** A request for a source that cannot be taken. The message is one sentence for the user. */
export class SourceSettingsError extends Error {
  override readonly name = "SourceSettingsError";

  // Server and handlers are bundled apart, and each bundle has a class of its own: the name is what they share.
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === "SourceSettingsError";
  }

  constructor(
    readonly parameter: string,
    message: string,
  ) {
    super(message);
  }
}

const at = (point: TimePoint | null | undefined, now: number): number | null =>
  point ? resolveTime(point, now) : null;

function formatOf(text: string | null | undefined): readonly string[] | null {
  if (!text?.trim()) return null;
  const format = parseFormat(text);
  if ("error" in format) throw new SourceSettingsError("format", format.error);
  return format.fields;
}

/**
 * What a checked request asks for, its times fixed.
 * @param now epoch seconds.
 * @throws SourceSettingsError
 */
export function toSettings(request: CheckedSourceRequest, now: number): SourceSettings {
  const place: AwsPlace = {
    region: request.region,
    roleArn: request.role_arn ?? null,
    externalId: request.external_id ?? null,
  };
  const since = at(request.since, now);
  const until = at(request.until, now);
  if (since !== null && until !== null && until <= since) {
    throw new SourceSettingsError("until", `The range ends (${until}) before it begins (${since}).`);
  }
  if (request.kind === "s3") {
    return {
      kind: "s3",
      ...place,
      bucket: request.bucket,
      prefix: request.prefix.replace(/^\/+/, ""),
      since,
      until,
      follow: request.follow,
      requesterPays: request.requester_pays,
      queueUrl: request.queue_url ?? null,
    };
  }
  if (since === null) throw new SourceSettingsError("since", "Say from when on to read: now-7d, or a date.");
  if (since > now && !request.follow) throw new SourceSettingsError("since", "The range begins in the future.");
  return {
    kind: "cloudwatch",
    ...place,
    logGroup: request.log_group,
    streams: request.streams?.length ? [...new Set(request.streams)] : null,
    format: formatOf(request.format),
    since,
    until,
    follow: request.follow,
  };
}
