import { startTestEngine } from "@/lib/engine/testing";
import type { Asker } from "../question";
import { insertRows } from "./insert";
import { type TestRow, testRows } from "./rows";

/** An engine that holds generated rows, and the rows. */
export interface TestStore {
  readonly asker: Asker;
  readonly rows: readonly TestRow[];
  close(): Promise<void>;
}

/** Starts a real engine with rows in it. */
export async function startTestStore(rows: readonly TestRow[] = testRows(400)): Promise<TestStore> {
  const { engine, close } = await startTestEngine();
  await insertRows(engine, rows);
  return { asker: { engine }, rows, close };
}
