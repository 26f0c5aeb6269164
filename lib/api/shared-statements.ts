import type { BoundValues, Engine, StatementOptions } from "@/lib/engine/engine";
import { SharedAnswers } from "./shared-answers";

/** Nobody stops a statement that came without a signal. */
const NEVER = new AbortController().signal;

/** Whole numbers in lists are bound as BigInt, which JSON does not know; `n` tells them from a text of the same digits. */
const withLargeNumbers = (_name: string, value: unknown): unknown => (typeof value === "bigint" ? `${value}n` : value);

/**
 * An engine whose equal statements share their answers, like equal questions do: the panels of one page ask for the
 * same totals, and for the same largest addresses. Only for statements that the store alone decides.
 * @param revision gives the revision of the store.
 */
export function sharedStatements(engine: Engine, revision: () => number): Engine {
  const answers = new SharedAnswers();
  const query = <Row>(sql: string, values: BoundValues = {}, options: StatementOptions = {}) => {
    const { signal, ...others } = options;
    const key = JSON.stringify([sql, values, others], withLargeNumbers);
    const ask = (until: AbortSignal) => engine.query<Row>(sql, values, { ...others, signal: until });
    return answers.get(key, revision(), ask, signal ?? NEVER);
  };
  return {
    kind: engine.kind,
    layout: engine.layout,
    query,
    stream: engine.stream.bind(engine),
    command: engine.command.bind(engine),
    load: engine.load.bind(engine),
    version: engine.version.bind(engine),
  };
}
