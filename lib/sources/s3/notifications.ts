import type { S3Object } from "./object";

/** What a message of a queue says. */
export type Notification =
  | { readonly kind: "objects"; readonly objects: readonly (S3Object & { readonly bucket: string })[] }
  /** S3 writes one when notifications are set up. */
  | { readonly kind: "test" }
  | { readonly kind: "unknown" };

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
const plain = (etag: unknown): string => textOf(etag).replaceAll('"', "");

function parsed(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** Keys in S3's own messages are encoded as in a form: a blank is `+`. */
function decoded(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll("+", " "));
  } catch {
    return key;
  }
}

function objectOf(bucket: unknown, object: unknown, time: unknown, encoded: boolean) {
  if (!isObject(bucket) || !isObject(object)) return [];
  const [name, key] = [textOf(bucket.name), textOf(object.key)];
  if (!name || !key) return [];
  const written = Date.parse(textOf(time));
  return [
    {
      bucket: name,
      key: encoded ? decoded(key) : key,
      etag: plain(object.eTag ?? object.etag),
      size: Number(object.size ?? 1),
      modified: Number.isNaN(written) ? null : Math.floor(written / 1000),
    },
  ];
}

/**
 * Reads the body of a message about new objects: an S3 event notification, one that came through SNS, or an EventBridge
 * event (Amazon S3 user guide, "Event message structure", "EventBridge event message structure").
 * Events that are not about a created object name no objects.
 */
export function parseNotification(body: string, depth = 0): Notification {
  const message = parsed(body);
  if (!message) return { kind: "unknown" };
  if (message.Event === "s3:TestEvent") return { kind: "test" };
  if (message.Type === "Notification" && depth < 2) return parseNotification(textOf(message.Message), depth + 1);
  if (Array.isArray(message.Records)) {
    const objects = message.Records.flatMap((record: unknown) => {
      if (!isObject(record) || !isObject(record.s3)) return [];
      if (!/^(?:s3:)?ObjectCreated:/.test(textOf(record.eventName))) return [];
      return objectOf(record.s3.bucket, record.s3.object, record.eventTime, true);
    });
    const ofS3 = message.Records.every((record: unknown) => isObject(record) && isObject(record.s3));
    return ofS3 ? { kind: "objects", objects } : { kind: "unknown" };
  }
  if (message.source === "aws.s3" && isObject(message.detail)) {
    const created = message["detail-type"] === "Object Created";
    const { bucket, object } = message.detail;
    return { kind: "objects", objects: created ? objectOf(bucket, object, message.time, false) : [] };
  }
  return { kind: "unknown" };
}
