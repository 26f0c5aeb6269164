import type { StatementOptions } from "@/lib/engine/engine";

/** Seconds after which a question is given up. */
export const QUESTION_SECONDS = 30;
/** Seconds after which a download is given up: it runs as fast as the reader takes it. */
export const EXPORT_SECONDS = 6 * 3600;
/** Bytes of memory that one statement may use. */
export const QUESTION_MEMORY = 2 * 2 ** 30;
/** Rows that one statement may answer with; no question needs as many. */
const MOST_ROWS = 500_000;

/** Groups and sorts that grow over this go to disk before the memory limit refuses the statement; disk is several times slower. */
const SPILL_BYTES = 1280 * 2 ** 20;

/** ClickHouse holds statements of a larger number back while one of a smaller is running. */
export const PAGE_PRIORITY = 1;
export const BACKGROUND_PRIORITY = 2;

/**
 * The limits of every question's statements.
 * @param signal aborting it kills the statement in the engine.
 */
export function limits(signal?: AbortSignal): StatementOptions {
  return {
    signal,
    maxSeconds: QUESTION_SECONDS,
    maxMemory: QUESTION_MEMORY,
    settings: {
      max_bytes_before_external_group_by: SPILL_BYTES,
      max_bytes_before_external_sort: SPILL_BYTES,
      max_result_rows: MOST_ROWS,
      result_overflow_mode: "throw",
      priority: PAGE_PRIORITY,
    },
  };
}

/** The limits of a download: longer, and with as many rows as there are. */
export function exportLimits(signal?: AbortSignal): StatementOptions {
  return {
    signal,
    maxSeconds: EXPORT_SECONDS,
    maxMemory: QUESTION_MEMORY,
    settings: { max_bytes_before_external_sort: SPILL_BYTES },
  };
}
