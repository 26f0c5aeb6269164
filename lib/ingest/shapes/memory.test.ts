import { closeSync, mkdtempSync, openSync, rmSync, unlinkSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { prepare } from ".";
import { record } from "./testing/lines";

const EVENTS = 400_000;

it("a pretty-printed export of 100 MB is read in a small part of its size", async () => {
  const folder = mkdtempSync(join(tmpdir(), "shapes-"));
  try {
    const path = join(folder, "events.json");
    const fd = openSync(path, "w");
    writeSync(fd, '{\n    "events": [\n');
    for (let i = 0; i < EVENTS; i += 10_000) {
      const part = Array.from({ length: 10_000 }, (_, k) => {
        const event = {
          logStreamName: "eni-0-all",
          timestamp: 1,
          message: record(i + k),
          ingestionTime: 2,
          eventId: "3",
        };
        return JSON.stringify(event, null, 8);
      });
      writeSync(fd, part.join(",\n") + (i + 10_000 < EVENTS ? ",\n" : "\n"));
    }
    writeSync(fd, '    ],\n    "searchedLogStreams": []\n}\n');
    closeSync(fd);
    const used = () => process.memoryUsage().heapUsed + process.memoryUsage().external;
    const before = used();
    let peak = 0;
    let lines = 0;
    for await (const event of prepare({ path, name: "x" }, { spoolDir: folder, chunkBytes: 2 ** 20 })) {
      peak = Math.max(peak, used() - before);
      if (event.type !== "chunk") continue;
      lines += event.lines;
      unlinkSync(event.path);
    }
    expect(lines).toBe(EVENTS);
    expect(peak).toBeLessThan(80 * 2 ** 20);
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 60_000);
