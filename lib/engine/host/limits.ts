import { totalmem } from "node:os";

/** Bytes that all statements together may use: the sum over the pool, not each alone. */
export const engineMemory = (): number => Math.min(4 * 2 ** 30, Math.floor(totalmem() * 0.5));

/** Bytes of one statement's text: bound values are part of one, and a request may hold about 1 MB of them. */
const LONGEST_STATEMENT = 4 * 2 ** 20;

/** What the engine is started with; all but the length of statements are server settings, which a statement cannot change. */
export function engineArguments(): string[] {
  return [
    `--max_server_memory_usage=${engineMemory()}`,
    "--use_concurrency_control=0",
    // Dropping a large day is meant: the engine would refuse it from 50 GB on.
    "--max_table_size_to_drop=0",
    "--max_partition_size_to_drop=0",
    // A DELETE of a few parts takes several turns, and the engine would rest up to a second between two of them. An idle store
    // rests ever longer all the same: each turn without work makes the next rest a tenth longer.
    "--background_processing_pool_task_sleep_seconds_when_no_work_random_part=0",
    "--background_processing_pool_thread_sleep_seconds_if_nothing_to_do=0.02",
    `--max_query_size=${LONGEST_STATEMENT}`,
  ];
}
