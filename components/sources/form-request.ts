import type { SourceRequest } from "@/lib/api/contract";

/** What is typed into the form, as it stands there. */
export interface SourceForm {
  readonly kind: "cloudwatch" | "s3";
  readonly region: string;
  readonly logGroup: string;
  readonly bucket: string;
  readonly prefix: string;
  /** A relative time such as `now-7d`, or what was typed; empty: everything, in S3. */
  readonly since: string;
  readonly follow: boolean;
  /** One stream a line. */
  readonly streams: string;
  readonly format: string;
  readonly roleArn: string;
  readonly externalId: string;
  readonly requesterPays: boolean;
  readonly queueUrl: string;
}

export const EMPTY_FORM: SourceForm = {
  kind: "cloudwatch",
  region: "",
  logGroup: "",
  bucket: "",
  prefix: "",
  since: "now-7d",
  follow: true,
  streams: "",
  format: "",
  roleArn: "",
  externalId: "",
  requesterPays: false,
  queueUrl: "",
};

const given = (text: string): string | undefined => text.trim() || undefined;

/** The bucket and prefix of what was typed or pasted: `s3://bucket/prefix`, an ARN, or the bucket alone. */
export function readBucket(text: string): { readonly bucket: string; readonly prefix: string | null } {
  const path = text.trim().replace(/^(?:s3:\/\/|arn:aws[a-z-]*:s3:::)/, "");
  const slash = path.indexOf("/");
  return slash < 0 ? { bucket: path, prefix: null } : { bucket: path.slice(0, slash), prefix: path.slice(slash + 1) };
}

/** The request that a form stands for. What is wrong with it, the server says. */
export function requestOf(form: SourceForm): SourceRequest {
  const place = {
    region: form.region.trim(),
    role_arn: given(form.roleArn),
    external_id: given(form.externalId),
    follow: form.follow,
  };
  if (form.kind === "s3") {
    return {
      kind: "s3",
      ...place,
      bucket: form.bucket.trim(),
      prefix: form.prefix.trim(),
      since: given(form.since),
      requester_pays: form.requesterPays,
      queue_url: given(form.queueUrl),
    };
  }
  const streams = form.streams.split(/[\s,]+/).filter(Boolean);
  return {
    kind: "cloudwatch",
    ...place,
    log_group: form.logGroup.trim(),
    since: form.since.trim(),
    streams: streams.length > 0 ? streams : undefined,
    format: given(form.format),
  };
}

/** The control that a parameter of the request is typed into. */
export function controlOf(parameter: string | undefined): keyof SourceForm | undefined {
  const controls: Readonly<Record<string, keyof SourceForm>> = {
    region: "region",
    log_group: "logGroup",
    bucket: "bucket",
    prefix: "prefix",
    since: "since",
    streams: "streams",
    format: "format",
    role_arn: "roleArn",
    external_id: "externalId",
    queue_url: "queueUrl",
  };
  return controls[parameter?.split(".")[0] ?? ""];
}
