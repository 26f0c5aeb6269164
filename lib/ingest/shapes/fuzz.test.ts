import { gunzipSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ShapeError } from ".";
import { readBytes } from "./testing/read";
import { arbitraryLine, ORDERS } from "./testing/records";
import { CSV_WRAPPERS } from "./testing/wrap-csv";
import { JSON_WRAPPERS } from "./testing/wrap-json";
import { TEXT_WRAPPERS } from "./testing/wrap-text";

/** Reads bytes; anything but a reading or a refusal is a failure. */
async function survives(bytes: Uint8Array, careful: boolean): Promise<void> {
  try {
    await readBytes(bytes, { careful, chunkBytes: 4096 });
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    expect(error.message).toMatch(/^[A-Z][^\n]*[.?]$|^This is an error message/);
  }
}

const WRAPPERS = [...TEXT_WRAPPERS, ...CSV_WRAPPERS, ...JSON_WRAPPERS];
const fields = ORDERS["version 5"] ?? [];
const wrapped = fc
  .tuple(fc.constantFrom(...WRAPPERS), fc.array(arbitraryLine(fields), { minLength: 1, maxLength: 12 }))
  .map(([wrapper, lines]) => Buffer.from(wrapper.write(lines, fields)));

/** What happens to files: cut, a piece lost, bytes changed, a piece doubled, junk put in. */
const damage = fc.record({
  kind: fc.constantFrom("cut", "lose", "flip", "double", "insert"),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  size: fc.integer({ min: 1, max: 200 }),
  junk: fc.uint8Array({ minLength: 1, maxLength: 40 }),
});

function damaged(
  bytes: Buffer,
  { kind, at, size, junk }: { kind: string; at: number; size: number; junk: Uint8Array },
) {
  const from = Math.floor(at * bytes.length);
  const head = bytes.subarray(0, from);
  const tail = bytes.subarray(from);
  if (kind === "cut") return head;
  if (kind === "lose") return Buffer.concat([head, tail.subarray(size)]);
  if (kind === "double") return Buffer.concat([head, tail.subarray(0, size), tail]);
  if (kind === "insert") return Buffer.concat([head, junk, tail]);
  return Buffer.concat([
    head,
    Buffer.from(tail.subarray(0, junk.length).map((byte, i) => byte ^ (junk[i] ?? 0))),
    tail.subarray(junk.length),
  ]);
}

describe("whatever is in a file", () => {
  it("random bytes are read or refused", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), fc.boolean(), (bytes, careful) => survives(bytes, careful)),
      { numRuns: 150 },
    );
  });

  it("random text of the characters of exports is read or refused", async () => {
    const unit = fc.constantFrom(
      ..." \n\t\r,;|\"'{}[]:\\-.0123456789",
      "OK",
      "ACCEPT",
      "srcaddr",
      "message",
      "2 ",
      "10.0.0.1 ",
      "eni-1 ",
    );
    await fc.assert(
      fc.asyncProperty(fc.string({ unit, maxLength: 400 }), fc.boolean(), (text, careful) =>
        survives(Buffer.from(text), careful),
      ),
      { numRuns: 300 },
    );
  });

  it("random JSON is read or refused", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue({ maxDepth: 6 }), { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        (values, lines) =>
          survives(Buffer.from(values.map((value) => JSON.stringify(value, null, lines ? 0 : 2)).join("\n")), false),
      ),
      { numRuns: 200 },
    );
  });

  it("damaged exports are read or refused", async () => {
    await fc.assert(
      fc.asyncProperty(
        wrapped,
        fc.array(damage, { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        (bytes, harms, careful) => survives(harms.reduce(damaged, bytes), careful),
      ),
      { numRuns: 500 },
    );
  });
});

describe("a cut gzip", () => {
  it("gives every line before the cut", async () => {
    const line = arbitraryLine(ORDERS["version 2"] ?? []);
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 20, maxLength: 60 }),
        fc.double({ min: 0.3, max: 1, noNaN: true }),
        async (lines, at) => {
          const text = lines.map((one) => `${one.text}\n`).join("");
          const packed = gzipSync(text);
          const cut = packed.subarray(0, Math.floor(at * (packed.length - 1)));
          const inflated = gunzipSync(cut, { finishFlush: 2 }).toString();
          const whole = inflated.split("\n").length - 1;
          fc.pre(whole > 2 && lines.slice(0, whole).some((one) => one.text.includes(" OK")));
          const { records, unparsed, truncated } = await readBytes(cut);
          expect(truncated).toContain("cut off");
          expect(records.size + unparsed.length).toBe(inflated.endsWith("\n") ? whole : whole + 1);
          expect(records.size).toBeGreaterThanOrEqual(whole);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("gives every line before a damaged place", async () => {
    const line = arbitraryLine(ORDERS["version 2"] ?? []);
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 30, maxLength: 60 }), async (lines) => {
        const half = lines
          .slice(0, 15)
          .map((one) => `${one.text}\n`)
          .join("");
        const good = gzipSync(half);
        const bad = gzipSync(
          lines
            .slice(15)
            .map((one) => one.text)
            .join("\n"),
        );
        bad.fill(0xff, 12, 40);
        const { records, truncated } = await readBytes(Buffer.concat([good, bad]));
        expect(records.size).toBeGreaterThanOrEqual(15);
        expect(truncated).toContain("damaged");
      }),
      { numRuns: 20 },
    );
  });
});
