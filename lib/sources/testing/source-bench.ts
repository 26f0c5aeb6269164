import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startTestEngine } from "../../engine/testing";
import { AwsClients, type Patience } from "../aws";
import { CloudWatchReader } from "../cloudwatch/reader";
import { SourceService } from "../service";
import type { CloudWatchSettings, SourceDocument } from "../source";
import { SOURCE_TABLES } from "../tables";
import { type AwsFake, startAwsFake } from "./aws-fake";
import { FastClock } from "./fast-clock";
import { MemoryIntake } from "./memory-intake";
import type { AwsFakeOptions } from "./server/options";

/** A fake AWS, an engine, and a service that reads sources: what tests of readers work with. */
export interface SourceBench {
  readonly fake: AwsFake;
  readonly clock: FastClock;
  readonly intake: MemoryIntake;
  readonly engine: Awaited<ReturnType<typeof startTestEngine>>["engine"];
  /** The running service. */
  service(): SourceService;
  /** Leaves the running service as kill -9 would and starts another on the same store. */
  restart(): Promise<SourceService>;
  /** Waits until a source looks as wanted. */
  until(id: number, wanted: (document: SourceDocument) => boolean): Promise<SourceDocument>;
  close(): Promise<void>;
}

/** @param speed how much faster than real time everything goes. @param patience how long answers may take, in real time. */
export async function startSourceBench(
  options: AwsFakeOptions = {},
  speed = 40,
  patience?: Patience,
): Promise<SourceBench> {
  const clock = new FastClock(speed);
  const fake = await startAwsFake({ now: () => clock.now(), ...options });
  const before = { ...process.env };
  Object.assign(process.env, fake.env);
  const { engine, close: closeEngine } = await startTestEngine();
  for (const table of SOURCE_TABLES) await engine.command(table.create);
  const data = await mkdtemp(join(tmpdir(), "flowglass-sources-"));
  const intake = new MemoryIntake();
  let lastId = 0;
  const reader = new CloudWatchReader();
  const services: SourceService[] = [];
  const start = async (): Promise<SourceService> => {
    const service = new SourceService({
      engine,
      intake,
      nextId: async () => ++lastId,
      data: join(data, String(services.length)),
      readers: { cloudwatch: reader, s3: reader },
      aws: new AwsClients(patience),
      clock,
    });
    services.push(service);
    await service.open();
    return service;
  };
  let service = await start();
  return {
    fake,
    clock,
    intake,
    engine,
    service: () => service,
    restart: async () => {
      service = await start();
      return service;
    },
    until: (id, wanted) =>
      new Promise((resolve) => {
        const look = (document: SourceDocument | undefined): void => {
          if (!document || document.id !== id || !wanted(document)) return;
          end();
          resolve(document);
        };
        const end = service.subscribe(look);
        look(service.get(id));
      }),
    close: async () => {
      // A service that "died" waits for ever for its last step; its process would be gone.
      await service.close();
      for (const key of Object.keys(fake.env)) {
        const value = before[key];
        if (value === undefined) delete process.env[key];
        else process.env[key] = value;
      }
      await fake.close();
      await closeEngine();
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** Settings of a source of the whole group, of the last hours. */
export function cloudwatchSettings(
  bench: Pick<SourceBench, "fake" | "clock">,
  logGroup: string,
  more: Partial<CloudWatchSettings> = {},
): CloudWatchSettings {
  return {
    kind: "cloudwatch",
    region: bench.fake.region,
    roleArn: null,
    externalId: null,
    logGroup,
    streams: null,
    format: null,
    since: Math.floor(bench.clock.now() / 1000) - 6 * 3600,
    until: null,
    follow: false,
    ...more,
  };
}
