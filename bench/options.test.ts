import { expect, it } from "vitest";
import { filesFor, readOptions } from "./options";

it("reads numbers as people write them", () => {
  expect(readOptions([])).toEqual({
    sizes: [10_000_000],
    files: null,
    runs: 20,
    viewers: 8,
    seed: 1,
    reference: true,
    only: null,
  });
  expect(readOptions(["--records", "100k", "--files", "4", "--no-reference"])).toMatchObject({
    sizes: [100_000],
    files: 4,
    reference: false,
  });
  expect(readOptions(["--records=2,500,000", "--viewers", "3"])).toMatchObject({ sizes: [2_500_000], viewers: 3 });
  expect(readOptions(["--records", "1B"])).toMatchObject({ sizes: [1_000_000_000] });
  expect(readOptions(["--help"])).toBeNull();
});

it("reads several sizes", () => {
  expect(readOptions(["--sizes", "1M,10M,100M"])).toMatchObject({ sizes: [1e6, 1e7, 1e8] });
});

it("has fewer records for a part on its own", () => {
  expect(readOptions(["--only", "formats"])).toMatchObject({ only: "formats", sizes: [500_000] });
  expect(readOptions(["--only", "s3", "--records", "20k"])).toMatchObject({ only: "s3", sizes: [20_000] });
});

it("says what cannot be used", () => {
  expect(() => readOptions(["--records", "many"])).toThrow("--records needs a whole number above 0.");
  expect(() => readOptions(["--runs", "0"])).toThrow("--runs needs a whole number above 0.");
  expect(() => readOptions(["--sizes", "1M,,2M"])).toThrow("--sizes needs a whole number above 0.");
  expect(() => readOptions(["--sizes", "1M", "--records", "2M"])).toThrow("Give --records or --sizes, not both.");
  expect(() => readOptions(["--sizes", "1M", "--only", "s3"])).toThrow("leave out --only");
  expect(() => readOptions(["--only", "everything"])).toThrow("--only knows formats, backfill, s3 and browser.");
  expect(() => readOptions(["--nonsense"])).toThrow();
});

it("spreads many records over more files", () => {
  const usual = { files: null };
  expect(filesFor(usual, 1e6)).toBe(40);
  expect(filesFor(usual, 1e7)).toBe(40);
  expect(filesFor(usual, 1e8)).toBe(400);
  expect(filesFor({ files: 7 }, 1e8)).toBe(7);
});
