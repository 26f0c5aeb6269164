import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startTestEngine } from "@/lib/engine/testing";
import { recordsSelect } from "@/lib/ingest/read/parse-sql";
import { background } from "./background";
import { type Family, FIELDS_OF, Traffic, type Version } from "./traffic";
import { makeVpc, type Vpc } from "./vpc";

/** A real engine that holds a made-up log. */
export interface TrafficStore {
  readonly engine: Awaited<ReturnType<typeof startTestEngine>>["engine"];
  /** Puts a log into the store, through the parser of the import. */
  load(text: string, version: Version, input: number): Promise<void>;
  close(): Promise<void>;
}

/** Starts an engine to load logs into. */
export async function startTrafficStore(): Promise<TrafficStore> {
  const { engine, folder, close } = await startTestEngine();
  return {
    engine,
    close,
    load: async (text, version, input) => {
      const path = join(folder, "user_files", `log-${input}.log`);
      await mkdir(join(folder, "user_files"), { recursive: true });
      await writeFile(path, text);
      const { columns, select } = recordsSelect([
        { path, fields: FIELDS_OF[version], firstLine: 1, lines: text.split("\n").length, input },
      ]);
      await engine.command(`INSERT INTO flows (${columns.map((name) => `\`${name}\``).join(", ")}) ${select}`);
    },
  };
}

/** A log of a made-up VPC: its background, and what `add` puts on top. */
export function makeLog<Result>(
  seed: number,
  version: Version,
  family: Family,
  add: (traffic: Traffic, vpc: Vpc) => Result,
): { readonly text: string; readonly traffic: Traffic; readonly vpc: Vpc; readonly added: Result } {
  const traffic = new Traffic(seed, version);
  const vpc = makeVpc(traffic, family);
  background(traffic, vpc);
  const added = add(traffic, vpc);
  return { text: traffic.text(), traffic, vpc, added };
}
