import { EngineError } from "../../engine/errors";
import { SourceFailure } from "../reader";
import { type Attempt, awsSentence, isLocal, s3ErrorKind } from "./errors";

const CODES = {
  again: "unreachable",
  credentials: "credentials",
  denied: "access_denied",
  gone: "not_found",
  archived: "archived",
  place: "not_found",
  other: "aws",
} as const;

/** What stops the source, as its failure; anything else stays as it is. */
export function toFailure(error: unknown, attempt: Attempt): unknown {
  if (error instanceof SourceFailure || error instanceof EngineError) return error;
  if (isLocal(error)) {
    const said = error instanceof Error ? error.message : String(error);
    return new SourceFailure("disk", `The data folder cannot take in the objects: ${said.slice(0, 200)}`, {
      cause: error,
    });
  }
  // A fault of our own says so.
  const own = error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError;
  if (own && !("$metadata" in error)) return error;
  return new SourceFailure(CODES[s3ErrorKind(error)], awsSentence(error, attempt), { cause: error });
}
