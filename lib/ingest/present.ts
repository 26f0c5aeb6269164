import type { Import } from "../api/contract";
import { hasEnded, type ImportEntry } from "./entry";

const API_PREFIX = "imp-";

/** The API's id of an import. */
export const importId = (id: number): string => `${API_PREFIX}${id}`;

/** Reads an API id; undefined when it is none. */
export function parseImportId(text: string): number | undefined {
  const digits = /^imp-(\d{1,9})$/.exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function pace(entry: ImportEntry): { records_per_second: number | null; seconds_left: number | null } {
  if (!entry.startedAt) return { records_per_second: null, seconds_left: null };
  const seconds = Math.max(0.001, (entry.endedAt ?? Date.now() / 1000) - entry.startedAt);
  const records = entry.flows + entry.nodata + entry.skipdata;
  const left =
    hasEnded(entry) || entry.bytesRead === 0
      ? null
      : ((entry.bytesTotal - entry.bytesRead) / entry.bytesRead) * seconds;
  return { records_per_second: Math.round(records / seconds), seconds_left: left === null ? null : Math.round(left) };
}

/** An import as the API shows it. */
export function presentImport(entry: ImportEntry): Import {
  return {
    id: importId(entry.id),
    name: entry.name,
    state: entry.state,
    phase: entry.phase,
    shape: entry.label ?? entry.shape,
    fields: entry.fields ? [...entry.fields] : null,
    format_source: entry.formatSource,
    bytes_read: entry.bytesRead,
    bytes_total: entry.bytesTotal,
    flows: entry.flows,
    nodata: entry.nodata,
    skipdata: entry.skipdata,
    unparsed: entry.unparsed,
    unparsed_samples: entry.unparsedSamples.map((row) => ({ line: row.line, text: row.text, reason: row.reason })),
    duplicate_of: entry.duplicateOf === null ? null : importId(entry.duplicateOf),
    error: entry.error,
    created_at: entry.createdAt,
    ended_at: entry.endedAt === null ? null : Math.floor(entry.endedAt),
    ...pace(entry),
    ...(entry.proposal && { proposal: { fields: [...entry.proposal.fields], lines: [...entry.proposal.lines] } }),
  };
}
