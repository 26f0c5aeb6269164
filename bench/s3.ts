import { mkdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { GetObjectCommand, paginateListObjectsV2, S3Client } from "@aws-sdk/client-s3";
import { migrate } from "@/lib/engine/migrate";
import { startTestEngine } from "@/lib/engine/testing";
import { Intake } from "@/lib/ingest/intake";
import { ImportService } from "@/lib/ingest/service";
import { newSources } from "@/lib/sources/open";
import { parseFlowLogFile } from "@/lib/sources/s3/keys";
import type { SourceDocument } from "@/lib/sources/source";
import { SOURCE_TABLES } from "@/lib/sources/tables";
import { s3Settings, startTestS3, type TestS3 } from "@/lib/sources/testing/s3";
import { generate } from "./generate";

/** How long the same files took from the disk and from a stand-in for S3. */
export interface S3Import {
  readonly files: number;
  readonly records: number;
  readonly localSeconds: number;
  readonly s3Seconds: number;
  /** How long it took to list and get the same objects with the SDK alone: no S3 import here can be faster. */
  readonly bareSeconds: number;
}

/** Requests at once, as many as the product sends. */
const AT_ONCE = 24;

/** Lists the bucket and gets every object into memory, with the SDK and nothing else. */
async function bareDownload(s3: TestS3): Promise<number> {
  const { AWS_ACCESS_KEY_ID: accessKeyId = "", AWS_SECRET_ACCESS_KEY: secretAccessKey = "" } = s3.environment;
  const credentials = { accessKeyId, secretAccessKey };
  const client = new S3Client({ region: "us-east-1", endpoint: s3.endpoint, forcePathStyle: true, credentials });
  const began = performance.now();
  const keys: string[] = [];
  for await (const page of paginateListObjectsV2({ client }, { Bucket: s3.bucket })) {
    for (const { Key } of page.Contents ?? []) if (Key) keys.push(Key);
  }
  const work = async (): Promise<void> => {
    for (let key = keys.pop(); key !== undefined; key = keys.pop()) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: s3.bucket, Key: key }));
      await Body?.transformToByteArray();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  client.destroy();
  return (performance.now() - began) / 1000;
}

type Store = Awaited<ReturnType<typeof startTestEngine>>;

async function startStore(): Promise<Store> {
  const store = await startTestEngine();
  await migrate(store.engine, SOURCE_TABLES);
  return store;
}

/** @throws Error when records are missing or there twice. */
async function check({ engine }: Store, records: number, way: string): Promise<void> {
  const { rows } = await engine.query<{ n: string }>("SELECT count() AS n FROM flows");
  if (Number(rows[0]?.n) !== records) throw new Error(`From ${way} came ${rows[0]?.n} records instead of ${records}.`);
}

async function fromDisk(files: readonly string[], records: number): Promise<number> {
  const store = await startStore();
  const imports = new ImportService(store.engine, store.folder);
  await imports.open();
  try {
    const began = performance.now();
    const entries = await imports.addAll(files.map((path) => ({ path, name: basename(path), owned: false })));
    for (const { id } of entries) await imports.ended(id);
    const seconds = (performance.now() - began) / 1000;
    await check(store, records, "the disk");
    return seconds;
  } finally {
    await imports.close();
    await store.close();
  }
}

/** Where AWS would put a file. */
function keyOf(path: string): string {
  const file = parseFlowLogFile(path);
  if (!file) throw new Error(`${path} is not named as AWS names files.`);
  const day = new Date(file.time * 1000).toISOString().slice(0, 10).replaceAll("-", "/");
  return `AWSLogs/${file.account}/vpcflowlogs/${file.region}/${day}/${basename(path)}`;
}

async function fromS3(s3: TestS3, records: number): Promise<number> {
  const store = await startStore();
  const imports = new ImportService(store.engine, store.folder);
  await imports.open();
  const intake = new Intake(store.engine, store.folder);
  const sources = newSources(store.engine, intake, imports, store.folder);
  await sources.open();
  try {
    const began = performance.now();
    const ended = new Promise<SourceDocument>((resolve) => {
      sources.subscribe((document) => {
        if (document.state === "done" || document.state === "failed") resolve(document);
      });
    });
    await sources.create(s3Settings(s3.bucket));
    const { error } = await ended;
    if (error) throw new Error(error.message);
    const seconds = (performance.now() - began) / 1000;
    await check(store, records, "S3");
    return seconds;
  } finally {
    await sources.close();
    intake.close();
    await imports.close();
    await store.close();
  }
}

/**
 * Imports the same files from the disk and from a stand-in for S3 on the same machine (which takes part of it).
 * @param folder an existing folder. @param files how many files the records are spread over.
 */
export async function measureS3(folder: string, records: number, files: number): Promise<S3Import> {
  const logs = join(folder, `logs-${files}`);
  await mkdir(logs);
  const data = await generate(logs, records, files);
  const s3 = await startTestS3();
  Object.assign(process.env, s3.environment);
  try {
    for (const path of data.files) await s3.link(keyOf(path), path);
    const bareSeconds = await bareDownload(s3);
    const localSeconds = await fromDisk(data.files, data.records);
    const s3Seconds = await fromS3(s3, data.records);
    return { files, records, localSeconds, s3Seconds, bareSeconds };
  } finally {
    await s3.close();
  }
}
