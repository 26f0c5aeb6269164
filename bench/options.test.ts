import { expect, it } from "vitest";
import { readOptions } from "./options";

it("reads numbers as people write them", () => {
  expect(readOptions([])).toEqual({ records: 10_000_000, files: 40, runs: 20, seed: 1, reference: true, only: null });
  expect(readOptions(["--records", "100k", "--files", "4", "--no-reference"])).toMatchObject({
    records: 100_000,
    files: 4,
    reference: false,
  });
  expect(readOptions(["--records=2,500,000"])).toMatchObject({ records: 2_500_000 });
  expect(readOptions(["--help"])).toBeNull();
});

it("says what cannot be used", () => {
  expect(() => readOptions(["--records", "many"])).toThrow("--records needs a whole number above 0.");
  expect(() => readOptions(["--runs", "0"])).toThrow("--runs needs a whole number above 0.");
  expect(() => readOptions(["--nonsense"])).toThrow();
});
