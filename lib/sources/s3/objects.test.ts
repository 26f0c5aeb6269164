import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestEngine } from "../../engine/testing";
import type { S3Object } from "./object";
import { forgetObjects, ObjectMemory, type ObjectRow, rowWithout, SOURCE_OBJECTS } from "./objects";

let test: Awaited<ReturnType<typeof startTestEngine>>;
let batch = 0;
const memory = (source = 7): ObjectMemory => new ObjectMemory(test.engine, source, () => batch, test.folder);

beforeAll(async () => {
  test = await startTestEngine();
  await test.engine.command(SOURCE_OBJECTS.create);
});
afterAll(() => test.close());

const object = (key: string, etag = "e1"): S3Object => ({ key, etag, size: 9, modified: 1 });
const read = (key: string, etag: string, unit: number): ObjectRow => ({
  ...rowWithout(object(key, etag), "read", ""),
  unit,
  flows: 5,
});

describe("the memory of objects", () => {
  it("knows what became true, and nothing else", async () => {
    await memory().write(1, [
      read("a/1", "e1", 1),
      rowWithout(object("a/'2\n\u00e9\ud83d\ude00"), "skipped", "a folder marker"),
    ]);
    await memory().write(2, [read("a/3", "e1", 2)]);
    await memory(8).write(1, [read("a/9", "e1", 1)]);
    batch = 1;
    const page = [object("a/1"), object("a/'2\n\u00e9\ud83d\ude00"), object("a/3"), object("a/9")];
    expect((await memory().between(page)).map(({ key, state }) => [key, state]).sort()).toEqual([
      ["a/'2\n\u00e9\ud83d\ude00", "skipped"],
      ["a/1", "read"],
    ]);
    expect((await memory().of(page)).map(({ key }) => key).sort()).toEqual(["a/'2\n\u00e9\ud83d\ude00", "a/1"]);
    expect(await memory().skipped()).toMatchObject({ count: 1, example: { reason: "a folder marker" } });
  });

  it("forgets a batch that did not become true, and a source", async () => {
    await forgetObjects(test.engine, 7, 1);
    batch = 2;
    expect(await memory().of([object("a/3")])).toEqual([]);
    expect(await memory().of([object("a/1")])).toHaveLength(1);
    await forgetObjects(test.engine, 7);
    expect(await memory().of([object("a/1")])).toEqual([]);
    expect(await memory(8).of([object("a/9")])).toHaveLength(1);
  });

  it("goes by the newest word on a content", async () => {
    await memory(9).write(1, [
      rowWithout(object("x"), "failed", "AWS refuses"),
      rowWithout(object("y"), "refused", "a PDF"),
    ]);
    await memory(9).write(2, [read("x", "e1", 3)]);
    batch = 2;
    expect((await memory(9).between([object("x")]))[0]).toMatchObject({ state: "read", unit: 3, flows: 5 });
    expect((await memory(9).setAside(10)).map(({ key, reason }) => [key, reason])).toEqual([["y", "a PDF"]]);
  });

  it("finds contents that were replaced, until they are called so", async () => {
    await memory(10).write(1, [read("k", "old", 1), read("k", "new", 4), read("other", "e", 2)]);
    batch = 1;
    const replaced = await memory(10).replaced();
    expect(replaced).toMatchObject([{ key: "k", etag: "old", unit: 1, flows: 5 }]);
    await memory(10).write(
      2,
      replaced.map((row) => ({ ...row, state: "replaced" as const })),
    );
    batch = 2;
    expect(await memory(10).replaced()).toEqual([]);
  });
});
