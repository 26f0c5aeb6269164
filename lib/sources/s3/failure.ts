import { EngineError } from "../../engine/errors";
import { SourceFailure } from "../reader";
import { type Attempt, awsErrorKind, awsSentence } from "./errors";
import { isLocal } from "./fetch";

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
  if (!(error instanceof Error) || !("$metadata" in error || awsErrorKind(error) !== "other")) return error;
  return new SourceFailure(CODES[awsErrorKind(error)], awsSentence(error, attempt), { cause: error });
}
