import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseNotification } from "./notifications";

const event = (key: string, eventName = "ObjectCreated:Put") => ({
  eventVersion: "2.1",
  eventSource: "aws:s3",
  eventTime: "2024-03-10T12:00:01.000Z",
  eventName,
  s3: { bucket: { name: "logs" }, object: { key, size: 12, eTag: "0123456789abcdef0123456789abcdef" } },
});
const encode = (key: string): string => encodeURIComponent(key).replaceAll("%20", "+").replaceAll("%2F", "/");
const object = (key: string) => ({
  bucket: "logs",
  key,
  etag: "0123456789abcdef0123456789abcdef",
  size: 12,
  modified: Date.UTC(2024, 2, 10, 12, 0, 1) / 1000,
});

describe("a notification", () => {
  it("names the new objects, their keys decoded, also through SNS", () => {
    const key = fc.string({ unit: "grapheme", minLength: 1 });
    fc.assert(
      fc.property(fc.array(key, { minLength: 1, maxLength: 3 }), (keys) => {
        const body = JSON.stringify({ Records: keys.map((one) => event(encode(one))) });
        const expected = { kind: "objects", objects: keys.map(object) };
        expect(parseNotification(body)).toEqual(expected);
        expect(parseNotification(JSON.stringify({ Type: "Notification", Message: body }))).toEqual(expected);
      }),
    );
  });

  it("comes from EventBridge, with keys as they are", () => {
    const message = {
      source: "aws.s3",
      "detail-type": "Object Created",
      time: "2024-03-10T12:00:01Z",
      detail: { bucket: { name: "logs" }, object: { key: "year=2024/a+b%20c", size: 12, etag: object("").etag } },
    };
    expect(parseNotification(JSON.stringify(message))).toEqual({
      kind: "objects",
      objects: [object("year=2024/a+b%20c")],
    });
    const through = JSON.stringify({ Type: "Notification", Message: JSON.stringify(message) });
    expect(parseNotification(through).kind).toBe("objects");
  });

  it("that is a test, or about a removed object, names none", () => {
    expect(parseNotification('{"Service":"Amazon S3","Event":"s3:TestEvent","Bucket":"logs"}')).toEqual({
      kind: "test",
    });
    const removed = JSON.stringify({ Records: [event("a", "ObjectRemoved:Delete")] });
    expect(parseNotification(removed)).toEqual({ kind: "objects", objects: [] });
  });

  it("that is none of these is told as unknown", () => {
    for (const body of ["", "hello", "[]", "null", '{"Records":[1]}', '{"Records":[{"eventName":"x"}]}', '{"a":1}']) {
      expect(parseNotification(body), body).toEqual({ kind: "unknown" });
    }
    fc.assert(fc.property(fc.json(), (body) => void parseNotification(body)));
  });
});
