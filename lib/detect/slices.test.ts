import fc from "fast-check";
import { expect, test } from "vitest";
import { packSlices } from "./slices";

const HOUR = 3600;

test("hours are packed into slices that hold every second of them once, and begin at whole windows", () => {
  const hours = fc
    .array(fc.record({ step: fc.integer({ min: 1, max: 30 }), records: fc.integer({ min: 1, max: 1000 }) }), {
      minLength: 1,
      maxLength: 60,
    })
    .map((steps) => {
      let hour = 1_780_272_000;
      return steps.map(({ step, records }) => {
        hour += step * HOUR;
        return { hour, records };
      });
    });
  fc.assert(
    fc.property(hours, fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 60, max: 5000 }), (counts, most, width) => {
      const slices = packSlices(counts, most, width);
      const first = counts[0]?.hour ?? 0;
      expect(slices[0]?.from).toBe(first);
      expect(slices.at(-1)?.to).toBe((counts.at(-1)?.hour ?? 0) + HOUR - 1);
      for (const [at, { from, to }] of slices.entries()) {
        expect(to).toBeGreaterThanOrEqual(from);
        const before = slices[at - 1];
        if (!before) continue;
        expect(from).toBeGreaterThan(before.to);
        expect(from % width === 0 || from === before.from + 1).toBe(true);
      }
      for (const { hour } of counts)
        for (const second of [hour, hour + HOUR - 1])
          expect(slices.filter(({ from, to }) => second >= from && second <= to)).toHaveLength(1);
    }),
  );
});
