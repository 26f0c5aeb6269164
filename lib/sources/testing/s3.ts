import { type ChildProcess, spawn } from "node:child_process";
import { link, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DeleteObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { S3Settings } from "../source";

/** An S3 server of our own, with one bucket. */
export interface TestS3 {
  readonly endpoint: string;
  readonly bucket: string;
  /** What the SDK needs in the environment to reach it. */
  readonly environment: Readonly<Record<string, string>>;
  put(key: string, body: string | Uint8Array): Promise<void>;
  /** Puts a file's content without sending it: for many objects. The file must lie on the same disk. */
  link(key: string, path: string): Promise<void>;
  remove(key: string): Promise<void>;
  close(): Promise<void>;
}

const KEYS = { AWS_ACCESS_KEY_ID: "S3RVER", AWS_SECRET_ACCESS_KEY: "S3RVER", AWS_REGION: "us-east-1" } as const;

/** Settings of a source of everything in a bucket of a stand-in, read once. */
export function s3Settings(bucket: string, more: Partial<S3Settings> = {}): S3Settings {
  return {
    kind: "s3",
    region: KEYS.AWS_REGION,
    roleArn: null,
    externalId: null,
    bucket,
    prefix: "",
    since: null,
    until: null,
    follow: false,
    requesterPays: false,
    queueUrl: null,
    ...more,
  };
}

/** The environment that leads the SDK to a stand-in for S3 (or to a proxy before it). */
export function s3Environment(endpoint: string): Record<string, string> {
  return { ...KEYS, AWS_ENDPOINT_URL_S3: endpoint };
}

/** Ends the server with the test that started it, however that ends. */
const WITH_PARENT = 'data:text/javascript,process.stdin.on("end", () => process.exit()).resume()';

/** Starts s3rver. It needs an old cipher for its continuation tokens, so it is a process of its own. */
function start(folder: string, bucket: string): Promise<{ child: ChildProcess; endpoint: string }> {
  const program = join(dirname(createRequire(import.meta.url).resolve("s3rver/package.json")), "bin/s3rver.js");
  const options = [
    "-d",
    folder,
    "-a",
    "127.0.0.1",
    "-p",
    "0",
    "-s",
    "--no-vhost-buckets",
    "--configure-bucket",
    bucket,
  ];
  const child = spawn(
    process.execPath,
    ["--openssl-legacy-provider", "--no-deprecation", "--import", WITH_PARENT, program, ...options],
    {
      stdio: ["pipe", "pipe", "pipe"],
      env: { ...process.env, NODE_OPTIONS: "" },
    },
  );
  return new Promise((resolve, reject) => {
    let said = "";
    const hear = (bytes: Buffer): void => {
      said += bytes.toString();
      const port = /listening on .*:(\d+)/.exec(said)?.[1];
      if (port) resolve({ child, endpoint: `http://127.0.0.1:${port}` });
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("exit", (code) => reject(new Error(`s3rver ended with ${code}: ${said.trim()}`)));
  });
}

/** Starts an S3 server with an empty bucket in a temporary folder. `close` stops it and removes the folder. */
export async function startTestS3(bucket = "flow-logs"): Promise<TestS3> {
  const folder = await mkdtemp(join(tmpdir(), "flowglass-s3-"));
  const { child, endpoint } = await start(folder, bucket);
  const credentials = { accessKeyId: KEYS.AWS_ACCESS_KEY_ID, secretAccessKey: KEYS.AWS_SECRET_ACCESS_KEY };
  const client = new S3Client({ region: KEYS.AWS_REGION, endpoint, forcePathStyle: true, credentials });
  return {
    endpoint,
    bucket,
    environment: s3Environment(endpoint),
    put: async (key, body) => {
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }));
    },
    link: async (key, path) => {
      const place = join(folder, bucket, key);
      await mkdir(dirname(place), { recursive: true });
      await link(path, `${place}._S3rver_object`);
      await writeFile(`${place}._S3rver_metadata.json`, "{}");
    },
    remove: async (key) => {
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
    },
    close: async () => {
      client.destroy();
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGKILL");
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
