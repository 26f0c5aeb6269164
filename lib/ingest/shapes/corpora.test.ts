import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseFormat } from "@/lib/flow";
import { ShapeError } from ".";
import { readFile } from "./testing/read";

const CORPORA = join(__dirname, "../../../../shared/corpora");

interface Truth {
  upload_format: string | null;
  outcome: string;
  flows: number;
  nodata: number;
  skipdata: number;
  unparsed: number;
  unparsed_max?: number;
  bytes: number;
  packets?: number;
  accept_flows?: number;
  reject_flows?: number;
  accept?: { flows: number };
  reject?: { flows: number };
}

/** Files that other projects wrote, and what is in them. They lie beside the project, where they are there at all. */
describe.each(["public", "shapes"])("the %s corpus", (folder) => {
  const truths = join(CORPORA, folder, "expected.json");
  const files: [string, Truth][] = existsSync(truths)
    ? Object.entries((JSON.parse(readFileSync(truths, "utf8")) as { files: Record<string, Truth> }).files)
    : [];

  if (files.length === 0) it("is not on this machine", () => expect(existsSync(truths)).toBe(false));

  it.each(files)("reads %s", async (file, truth) => {
    const path = join(CORPORA, folder, file);
    const format = truth.upload_format ? parseFormat(truth.upload_format) : null;
    const options = format && "fields" in format ? { format: format.fields } : {};
    for (const careful of [false, true]) {
      const reading = readFile(path, { ...options, careful });
      if (truth.outcome === "failed") {
        await expect(reading).rejects.toThrow(ShapeError);
        continue;
      }
      const { totals, parquet } = await reading;
      if (parquet) continue;
      const { flows, nodata, skipdata, bytes, packets } = totals;
      expect({ flows, nodata, skipdata, bytes }).toEqual({
        flows: truth.flows,
        nodata: truth.nodata,
        skipdata: truth.skipdata,
        bytes: BigInt(truth.bytes),
      });
      if (truth.packets !== undefined) expect(packets).toBe(BigInt(truth.packets));
      expect(totals.accept).toBe(truth.accept_flows ?? truth.accept?.flows);
      expect(totals.reject).toBe(truth.reject_flows ?? truth.reject?.flows);
      expect(totals.unparsed).toBeGreaterThanOrEqual(truth.unparsed);
      expect(totals.unparsed).toBeLessThanOrEqual(truth.unparsed_max ?? truth.unparsed);
    }
  });
});
