import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Engine } from "../../engine/engine";
import { migrate } from "../../engine/migrate";
import { startTestEngine } from "../../engine/testing";
import { Intake } from "../../ingest/intake";
import { AwsClients, type Patience } from "../aws";
import { SourceService } from "../service";
import type { S3Settings, SourceDocument } from "../source";
import { SOURCE_TABLES } from "../tables";
import { startTestProxy, type TestProxy } from "../testing/http-proxy";
import { LineIntake } from "../testing/line-intake";
import { s3Environment, s3Settings, startTestS3, type TestS3 } from "../testing/s3";
import { flowLogFileName } from "./keys";
import { type Pace, S3Reader } from "./reader";

const HEADER =
  "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status";

/** A time in the middle of nowhere: 2024-03-10 12:00 UTC. */
export const NOON = Date.UTC(2024, 2, 10, 12) / 1000;

/** The key of a flow-log file. */
export function fileKey(time: number, hash = "0000abcd", style: "plain" | "hive" | "hour" = "plain"): string {
  const [date = "", clock = ""] = new Date(time * 1000).toISOString().split("T");
  const [year, month, day] = date.split("-");
  const hour = clock.slice(0, 2);
  const name = flowLogFileName({
    account: "123456789012",
    region: "eu-west-1",
    flowLogId: "fl-0123456789abcdef0",
    time,
    hash,
    parquet: false,
  });
  if (style === "hive") {
    const head = "AWSLogs/aws-account-id=123456789012/aws-service=vpcflowlogs/aws-region=eu-west-1";
    return `${head}/year=${year}/month=${month}/day=${day}/hour=${hour}/${name}`;
  }
  const head = `AWSLogs/123456789012/vpcflowlogs/eu-west-1/${year}/${month}/${day}`;
  return style === "hour" ? `${head}/${hour}/${name}` : `${head}/${name}`;
}

/** Lines of flow records that end at a time or soon after, each like no other. */
export function flowLines(time: number, count: number, mark = 0): string[] {
  return Array.from({ length: count }, (_, n) => {
    const end = time + (n % 300);
    return `2 123456789012 eni-0123456789abcdef0 10.0.0.1 10.0.${mark % 256}.2 ${1024 + n} 443 6 ${mark + 1} 40 ${end - 60} ${end} ACCEPT OK`;
  });
}

/** A flow-log file's bytes. */
export const flowFile = (lines: readonly string[]): Uint8Array => gzipSync([HEADER, ...lines, ""].join("\n"));

/** The same as plain text. */
export const plainFile = (lines: readonly string[]): string => [HEADER, ...lines, ""].join("\n");

/** The same records as `flowLines` has, as Parquet with AWS's column names and types. */
export async function parquetFile(engine: Engine, time: number, count: number, mark = 0): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), "flowglass-parquet-"));
  const path = join(folder, "records.parquet");
  try {
    await engine.command(
      `INSERT INTO FUNCTION file({path:String}, 'Parquet')
       SELECT toInt32(2) AS version, '123456789012' AS account_id, 'eni-0123456789abcdef0' AS interface_id,
         '10.0.0.1' AS srcaddr, concat('10.0.', toString({mark:UInt32} % 256), '.2') AS dstaddr,
         toInt32(1024 + number) AS srcport, toInt32(443) AS dstport, toInt32(6) AS protocol,
         toInt64({mark:UInt32} + 1) AS packets, toInt64(40) AS bytes, toInt64({time:Int64} + number % 300 - 60) AS start,
         toInt64({time:Int64} + number % 300) AS end, 'ACCEPT' AS action, 'OK' AS log_status
       FROM numbers({count:UInt64})`,
      { path, mark, time, count },
    );
    return await readFile(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Everything that a test of S3 sources needs, real but for the store of records. */
export interface S3Bench {
  readonly s3: TestS3;
  readonly proxy: TestProxy;
  readonly intake: LineIntake;
  readonly engine: Engine;
  /** The engine host's process id. */
  pid(): number | undefined;
  /** The service; after `restart`, another one. */
  service(): SourceService;
  /** Stops the service as a crash would not, and starts another on the same ledger. */
  restart(): Promise<void>;
  settings(more?: Partial<S3Settings>): S3Settings;
  /** Waits until a source is as wanted. */
  until(id: number, wanted: (document: SourceDocument) => boolean): Promise<SourceDocument>;
  close(): Promise<void>;
}

const QUICK: Pace = { leastMs: 100, mostMs: 100, perRequestMs: 0, cheap: 500 };

/**
 * Starts s3rver, a proxy before it, an engine and a service whose sources are read at once.
 * @param store where records go: into memory, or really into the engine. @param patience how long answers may take.
 */
export async function startS3Bench(store: "lines" | "engine" = "lines", patience?: Patience): Promise<S3Bench> {
  const [s3, test] = await Promise.all([startTestS3(), startTestEngine()]);
  const proxy = await startTestProxy(s3.endpoint);
  Object.assign(process.env, s3Environment(proxy.endpoint));
  await migrate(test.engine, SOURCE_TABLES);
  const intake = new LineIntake();
  let real: Intake | null = null;
  let last = 0;
  const open = async (): Promise<SourceService> => {
    const reader = new S3Reader(QUICK);
    if (store === "engine") real = new Intake(test.engine, test.folder);
    const service = new SourceService({
      engine: test.engine,
      intake: real ?? intake,
      nextId: async () => ++last,
      data: test.folder,
      readers: { s3: reader, cloudwatch: reader },
      aws: new AwsClients(patience),
    });
    await service.open();
    return service;
  };
  let service = await open();
  return {
    s3,
    proxy,
    intake,
    engine: test.engine,
    pid: test.pid,
    service: () => service,
    restart: async () => {
      await service.close();
      real?.close();
      service = await open();
    },
    settings: (more) => s3Settings(s3.bucket, more),
    until: (id, wanted) =>
      new Promise((resolve) => {
        const document = service.get(id);
        if (document && wanted(document)) return resolve(document);
        const end = service.subscribe((now) => {
          if (now.id !== id || !wanted(now)) return;
          end();
          resolve(now);
        });
      }),
    close: async () => {
      await service.close();
      real?.close();
      await Promise.all([proxy.close(), s3.close(), test.close()]);
    },
  };
}
