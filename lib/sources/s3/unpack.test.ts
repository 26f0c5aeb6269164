import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEFAULT_FORMAT } from "../../flow";
import { flowFile, flowLines, NOON } from "./testing";
import { type Unpacked, unpackSmall } from "./unpack";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "flowglass-unpack-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function unpack(bytes: Uint8Array): Promise<{ unpacked: Unpacked | null; file: Buffer }> {
  const path = join(folder, "object");
  await writeFile(path, bytes);
  const unpacked = await unpackSmall(path, bytes.length);
  return { unpacked, file: await readFile(path) };
}

const lines = flowLines(NOON, 50);
const header = DEFAULT_FORMAT.join(" ");

describe("a small object", () => {
  it("as AWS writes it becomes lines that keep their numbers", async () => {
    for (const end of ["\n", ""]) {
      const { unpacked, file } = await unpack(gzipSync([header, ...lines].join("\n") + end));
      expect(unpacked).toEqual({ fields: DEFAULT_FORMAT, counted: { lines: lines.length + 1, blank: 1 } });
      expect(file.toString()).toBe(["", ...lines].join("\n") + end);
    }
  });

  const whole = flowFile(lines);
  it.each<[string, Uint8Array]>([
    ["plain text", Buffer.from([header, ...lines].join("\n"))],
    ["cut off", whole.slice(0, whole.length - 30)],
    ["followed by something else", Buffer.concat([whole, Buffer.from("rubbish")])],
    ["damaged", Buffer.concat([whole.slice(0, 60), Buffer.alloc(40), whole.slice(100)])],
    ["without a header", gzipSync(`${lines.join("\n")}\n`)],
    ["with a field that is not known", gzipSync([`${header} field-of-tomorrow`, ...lines].join("\n"))],
    ["with a header written otherwise", gzipSync([header.replaceAll("-", "_"), ...lines].join("\n"))],
    ["with a second header", gzipSync([header, ...lines, "version srcaddr dstaddr", ...lines].join("\n"))],
    ["with other line ends", gzipSync([header, ...lines].join("\r\n"))],
    ["with tabs", gzipSync([header, ...lines].join("\n").replaceAll(" ", "\t"))],
    ["that is not ASCII", gzipSync([header, ...lines, "ä"].join("\n"))],
    ["with a line beyond measure", gzipSync([header, "1".repeat(10_000), ...lines].join("\n"))],
    ["that holds a header only", gzipSync(header)],
  ])("%s is left as it is", async (_name, bytes) => {
    const { unpacked, file } = await unpack(bytes);
    expect(unpacked).toBeNull();
    expect(file.equals(bytes)).toBe(true);
  });
});
