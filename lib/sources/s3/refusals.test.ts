import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SourceDocument } from "../source";
import { startAwsFake } from "../testing";
import type { Treatment } from "../testing/http-proxy";
import { fileKey, flowFile, flowLines, NOON, type S3Bench, startS3Bench } from "./testing";

const USER = "User: arn:aws:sts::123456789012:assumed-role/reader/i-0 is not authorized to perform:";
const KEY = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

let bench: S3Bench;
beforeEach(async () => {
  bench = await startS3Bench("engine");
});
afterEach(async () => {
  delete process.env.AWS_SESSION_TOKEN;
  await bench.close();
});

const ended = ({ state }: SourceDocument): boolean => state === "done" || state === "failed";
const isGet = (line: string): boolean => line.includes("x-id=GetObject");

async function records(): Promise<{ all: number; different: number }> {
  const { rows } = await bench.engine.query<{ n: string; d: string }>(
    "SELECT count() AS n, uniqExact(srcport, dstaddr, end, packets) AS d FROM flows",
  );
  return { all: Number(rows[0]?.n), different: Number(rows[0]?.d) };
}

/** Puts objects of three records each, one for each name. @returns how many records. */
async function put(names: readonly string[]): Promise<number> {
  for (const [n, name] of names.entries()) {
    await bench.s3.put(fileKey(NOON + n * 300, name), flowFile(flowLines(NOON + n * 300, 3, n)));
  }
  return names.length * 3;
}

describe("objects that AWS does not give", () => {
  it("are set aside with what would help, the rest is read, and they are once they are given", async () => {
    const refusals: Readonly<Record<string, [Treatment, string]>> = {
      denied01: [
        { status: 403, code: "AccessDenied", message: `${USER} s3:GetObject on resource: "arn:aws:s3:::flow-logs/x"` },
        "allow s3:GetObject on arn:aws:s3:::flow-logs/*",
      ],
      nokey001: [
        { status: 403, code: "AccessDenied", message: `${USER} kms:Decrypt on resource: ${KEY}` },
        `allow kms:Decrypt on ${KEY}`,
      ],
      offkey01: [{ status: 400, code: "KMS.DisabledException", message: `${KEY} is disabled.` }, "the key is disabled"],
      goingkey: [
        { status: 400, code: "KMS.KMSInvalidStateException", message: `${KEY} is pending deletion.` },
        "is pending deletion",
      ],
      archive1: [{ status: 403, code: "InvalidObjectState" }, "S3 Glacier"],
      customer: [{ status: 400, code: "InvalidRequest", message: "A form of Server Side Encryption." }, "Encryption"],
    };
    const given = await put(["good0001", "good0002", "good0003"]);
    const all = given + (await put(Object.keys(refusals)));
    // What no key opens, and what a gzip of such a thing holds.
    await bench.s3.put(fileKey(NOON - 300, "garbage1"), randomBytes(4000));
    await bench.s3.put(fileKey(NOON - 600, "garbage2"), gzipSync(randomBytes(4000)));
    bench.proxy.treat((line) => {
      const name = Object.keys(refusals).find((one) => isGet(line) && line.includes(one));
      return name ? (refusals[name]?.[0] ?? null) : null;
    });
    const { id } = await bench.service().create(bench.settings());
    const source = await bench.until(id, ended);
    expect(source.error).toMatchObject({ code: "set_aside" });
    expect(source.progress.failed).toHaveLength(Object.keys(refusals).length + 2);
    const reasonOf = (name: string) => source.progress.failed.find(({ reason }) => reason.includes(name))?.reason;
    for (const [name, [, reason]] of Object.entries(refusals)) expect(reasonOf(name), name).toContain(reason);
    for (const name of ["garbage1", "garbage2"]) expect(reasonOf(name)).toContain("binary data");
    expect((await records()).all).toBe(given);

    bench.proxy.treat(() => null);
    await bench.service().resume(id);
    const again = await bench.until(id, ({ state, progress }) => state === "failed" && progress.failed.length === 2);
    expect(again.progress.counts.flows).toBe(all);
    expect((await records()).all).toBe(all);
  });

  it("for want of the bucket's key stop the source, and are all read once it may be used", async () => {
    const total = await put(Array.from({ length: 12 }, (_, n) => `0000000${n.toString(16)}`));
    const message = `${USER} kms:Decrypt on resource: ${KEY} because no identity-based policy allows it`;
    bench.proxy.treat((line) => (isGet(line) ? { status: 403, code: "AccessDenied", message } : null));
    const { id } = await bench.service().create(bench.settings());
    expect((await bench.until(id, ended)).error).toEqual({
      code: "access_denied",
      message: `AWS refuses to decrypt: allow kms:Decrypt on ${KEY}.`,
    });
    bench.proxy.treat(() => null);
    await bench.service().resume(id);
    expect(await bench.until(id, ended)).toMatchObject({ state: "done", error: null });
    expect(await records()).toEqual({ all: total, different: total });
  });
});

describe("credentials that expire in the middle", () => {
  /** Refuses the first token once this many objects were given. */
  function expireAfter(objects: number, expired: () => void): void {
    let given = 0;
    bench.proxy.treat((line) => {
      if (bench.proxy.headers.at(-1)?.["x-amz-security-token"] !== "first") return null;
      if (given < objects) {
        if (isGet(line)) given++;
        return null;
      }
      expired();
      return { status: 400, code: "ExpiredToken", message: "The provided token has expired." };
    });
  }

  it("give way to new ones, and every record is there once", async () => {
    const total = await put(Array.from({ length: 30 }, (_, n) => n.toString(16).padStart(8, "0")));
    process.env.AWS_SESSION_TOKEN = "first";
    let expiries = 0;
    expireAfter(11, () => {
      expiries++;
      process.env.AWS_SESSION_TOKEN = "second";
    });
    const { id } = await bench.service().create(bench.settings());
    expect(await bench.until(id, ended)).toMatchObject({ state: "done", error: null });
    expect(await records()).toEqual({ all: total, different: total });
    expect(expiries).toBeGreaterThan(0);
  });

  it("are said while there are no new ones, and reading goes on with them", async () => {
    const total = await put(Array.from({ length: 30 }, (_, n) => n.toString(16).padStart(8, "0")));
    process.env.AWS_SESSION_TOKEN = "first";
    expireAfter(11, () => undefined);
    const { id } = await bench.service().create(bench.settings());
    const failed = await bench.until(id, ended);
    expect(failed.error).toMatchObject({ code: "credentials" });
    expect(failed.error?.message).toContain("have expired");
    expect(failed.progress.failed).toEqual([]);
    process.env.AWS_SESSION_TOKEN = "second";
    await bench.service().resume(id);
    expect(await bench.until(id, ended)).toMatchObject({ state: "done", error: null });
    expect(await records()).toEqual({ all: total, different: total });
  });
});

it("a role that cannot be taken is named", async () => {
  const role = "arn:aws:iam::210987654321:role/flow-reader";
  const fake = await startAwsFake({ roles: [{ arn: role, externalId: "flowglass" }] });
  Object.assign(process.env, { ...fake.env, AWS_ENDPOINT_URL_S3: bench.proxy.endpoint });
  try {
    const place = { roleArn: role, externalId: "another", region: fake.region };
    const { id } = await bench.service().create(bench.settings(place));
    const { error } = await bench.until(id, ended);
    expect(error).toMatchObject({ code: "access_denied" });
    expect(error?.message).toMatch(new RegExp(`^The role ${role} cannot be taken: .*sts:AssumeRole`));
  } finally {
    for (const key of Object.keys(fake.env)) delete process.env[key];
    await fake.close();
  }
});
