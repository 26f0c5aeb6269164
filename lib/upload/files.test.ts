import { describe, expect, it } from "vitest";
import { filesOfEntry, filesOfInput } from "./files";

/** Entries as a browser gives them; readers hand out at most 100 a call, as Chromium does. */
function fileEntry(name: string): FileSystemEntry {
  const file = new File(["x"], name);
  return { isFile: true, isDirectory: false, name, file: (done: (file: File) => void) => done(file) } as never;
}

function folderEntry(name: string, children: FileSystemEntry[]): FileSystemEntry {
  const createReader = () => {
    let given = 0;
    return {
      readEntries(done: (entries: FileSystemEntry[]) => void) {
        const some = children.slice(given, given + 100);
        given += some.length;
        done(some);
      },
    };
  };
  return { isFile: false, isDirectory: true, name, createReader } as never;
}

describe("filesOfEntry", () => {
  it("walks folders with their paths, past the 100 entries that a browser gives at once", async () => {
    const many = Array.from({ length: 250 }, (_, index) => fileEntry(`f${String(index).padStart(3, "0")}.log`));
    const picked = await filesOfEntry(folderEntry("logs", [folderEntry("24", many), fileEntry("a.gz")]), "");
    expect(picked).toHaveLength(251);
    expect(picked[0]?.path).toBe("logs/24/f000.log");
    expect(picked.at(-1)?.path).toBe("logs/a.gz");
  });

  it("leaves out what systems put into folders, and files that cannot be opened", async () => {
    const gone = { isFile: true, name: "gone.log", file: (_: unknown, fail: () => void) => fail() } as never;
    const litter = [fileEntry(".DS_Store"), folderEntry("__MACOSX", [fileEntry("a.log")]), gone, fileEntry("b.log")];
    const picked = await filesOfEntry(folderEntry("logs", litter), "");
    expect(picked.map((file) => file.path)).toEqual(["logs/b.log"]);
  });
});

describe("filesOfInput", () => {
  it("uses the path inside a picked folder", () => {
    const inFolder = new File(["x"], "a.log");
    Object.defineProperty(inFolder, "webkitRelativePath", { value: "logs/a.log" });
    const picked = filesOfInput([inFolder, new File(["x"], "b.log"), new File(["x"], ".hidden")]);
    expect(picked.map((file) => file.path)).toEqual(["logs/a.log", "b.log"]);
  });
});
