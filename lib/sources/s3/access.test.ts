import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { SourceDocument } from "../source";
import { startAwsFake } from "../testing";
import type { Form } from "../testing/server/form";
import { flowLogFileName } from "./keys";
import { fileKey, flowFile, flowLines, NOON, type S3Bench, startS3Bench } from "./testing";

let bench: S3Bench;
afterEach(() => bench.close());

const ended = ({ state }: SourceDocument): boolean => state === "done" || state === "failed";

describe("requester pays", () => {
  it("is said with every request of a source that asks for it, and with none of another", async () => {
    bench = await startS3Bench();
    await bench.s3.put(fileKey(NOON), flowFile(flowLines(NOON, 3)));
    const payers = async (requesterPays: boolean): Promise<unknown[]> => {
      const before = bench.proxy.headers.length;
      const { id } = await bench.service().create(bench.settings({ requesterPays }));
      expect(await bench.until(id, ended)).toMatchObject({ state: "done", error: null });
      return bench.proxy.headers.slice(before).map((headers) => headers["x-amz-request-payer"]);
    };
    const paid = await payers(true);
    // At least a listing and a download.
    expect(paid.length).toBeGreaterThanOrEqual(2);
    expect(new Set(paid)).toEqual(new Set(["requester"]));
    expect(new Set(await payers(false))).toEqual(new Set([undefined]));
  });
});

describe("a role to assume", () => {
  const ROLE = "arn:aws:iam::210987654321:role/flow-reader";

  it("is assumed with the external id, and its session asks for the objects", async () => {
    bench = await startS3Bench();
    const fake = await startAwsFake({ roles: [{ arn: ROLE, externalId: "flowglass" }] });
    const { AWS_ENDPOINT_URL_STS: sts = "" } = fake.env;
    Object.assign(process.env, { ...fake.env, AWS_ENDPOINT_URL_S3: bench.proxy.endpoint });
    try {
      expect(sts).toBe(fake.url);
      // The stand-in for S3 knows one key only, so what is looked at is who asked.
      const { id } = await bench
        .service()
        .create(bench.settings({ roleArn: ROLE, externalId: "flowglass", region: fake.region }));
      await bench.until(id, ended);
      const assumed = fake.calls.filter(({ action }) => action === "AssumeRole");
      expect(assumed[0]).toMatchObject({ error: null });
      const form = assumed[0]?.input as Form;
      expect([form.text("RoleArn"), form.text("ExternalId")]).toEqual([ROLE, "flowglass"]);
      const asked = bench.proxy.headers.at(-1);
      expect(asked?.["x-amz-security-token"]).toBeTruthy();
      expect(asked?.authorization).not.toContain(`Credential=${fake.env.AWS_ACCESS_KEY_ID}/`);
    } finally {
      for (const key of Object.keys(fake.env)) delete process.env[key];
      await fake.close();
    }
  });
});

describe("Parquet objects", () => {
  it("are read as the text ones are", async () => {
    bench = await startS3Bench("engine");
    const path = join(tmpdir(), `flowglass-${process.pid}-${Date.now()}.parquet`);
    // AWS's column names and types.
    await bench.engine.command(
      `INSERT INTO FUNCTION file({path:String}, 'Parquet')
       SELECT toInt32(2) AS version, '123456789012' AS account_id, 'eni-0123456789abcdef0' AS interface_id,
         '10.0.0.1' AS srcaddr, '10.0.0.' || toString(number % 250) AS dstaddr, toInt32(40000 + number) AS srcport,
         toInt32(443) AS dstport, toInt32(6) AS protocol, toInt64(3) AS packets, toInt64(number) AS bytes,
         toInt64(${NOON} - 60) AS start, toInt64(${NOON}) AS end, 'ACCEPT' AS action, 'OK' AS log_status
       FROM numbers(500)`,
      { path },
    );
    const name = flowLogFileName({
      account: "123456789012",
      region: "eu-west-1",
      flowLogId: "fl-0123456789abcdef0",
      time: NOON,
      hash: "0000abcd",
      parquet: true,
    });
    expect(name).toMatch(/\.parquet$/);
    await bench.s3.put(`AWSLogs/123456789012/vpcflowlogs/eu-west-1/2024/03/10/${name}`, await readFile(path));
    await bench.s3.put(fileKey(NOON + 300), flowFile(flowLines(NOON + 300, 20)));
    const { id } = await bench.service().create(bench.settings());
    const source = await bench.until(id, ended);
    expect(source).toMatchObject({ state: "done", error: null });
    expect(source.progress.counts.flows).toBe(520);
    const { rows } = await bench.engine.query<{ n: string; sum: string }>(
      "SELECT count() AS n, sum(bytes) AS sum FROM flows WHERE srcport >= 40000",
    );
    expect(rows.map(({ n, sum }) => [Number(n), Number(sum)])).toEqual([[500, (499 * 500) / 2]]);
  });
});
