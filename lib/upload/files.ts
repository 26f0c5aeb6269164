/** A file to upload, with its path inside the folder that it was dropped with. */
export interface PickedFile {
  readonly file: File;
  /** `logs/2020/04/24/a.log.gz`, or only the name. */
  readonly path: string;
}

/** Files that systems leave in folders and that no one means to upload. */
function isLitter(name: string): boolean {
  return name.startsWith(".") || name === "__MACOSX" || name === "Thumbs.db" || name === "desktop.ini";
}

/**
 * Takes all files out of a drop: files as they are, folders with everything in them.
 * The entries are taken before the first wait, because the browser empties the drop after the event.
 */
export async function filesOfDrop(items: Iterable<DataTransferItem>): Promise<PickedFile[]> {
  const taken = [...items].flatMap((item) => {
    if (item.kind !== "file") return [];
    return [{ entry: item.webkitGetAsEntry(), file: item.getAsFile() }];
  });
  const lists = await Promise.all(
    taken.map(({ entry, file }): PickedFile[] | Promise<PickedFile[]> => {
      if (entry) return filesOfEntry(entry, "");
      return file ? [{ file, path: file.name }] : [];
    }),
  );
  return lists.flat();
}

/** Takes the files of a file or folder picker. */
export function filesOfInput(files: Iterable<File>): PickedFile[] {
  return [...files]
    .map((file) => ({ file, path: file.webkitRelativePath || file.name }))
    .filter(({ path }) => !path.split("/").some(isLitter));
}

/** Walks a dropped file or folder. Files that the browser cannot open (removed meanwhile) are left out. */
export async function filesOfEntry(entry: FileSystemEntry, folder: string): Promise<PickedFile[]> {
  if (isLitter(entry.name)) return [];
  const path = folder + entry.name;
  if (entry.isFile) {
    const file = await new Promise<File | undefined>((resolve) => {
      (entry as FileSystemFileEntry).file(resolve, () => resolve(undefined));
    });
    return file ? [{ file, path }] : [];
  }
  const found: PickedFile[] = [];
  for (const child of await childrenOf(entry as FileSystemDirectoryEntry)) {
    found.push(...(await filesOfEntry(child, `${path}/`)));
  }
  return found;
}

/** Reads a whole folder: browsers give at most 100 entries a call, and an empty list at the end. */
async function childrenOf(directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = directory.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve) => reader.readEntries(resolve, () => resolve([])));
    if (some.length === 0) return all.sort((a, b) => a.name.localeCompare(b.name));
    all.push(...some);
  }
}
