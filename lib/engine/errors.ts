/** What went wrong in the engine, as far as the caller can do something about it. */
export type EngineErrorKind = "timeout" | "memory" | "cancelled" | "unavailable" | "busy" | "other";

const KIND_OF_CODE: Record<number, EngineErrorKind> = {
  159: "timeout",
  160: "timeout",
  158: "memory",
  241: "memory",
  307: "memory",
  396: "memory",
  202: "busy",
  394: "cancelled",
  210: "unavailable",
  // A cluster: no replica of a shard answers, or Keeper does not.
  279: "unavailable",
  242: "unavailable",
  999: "unavailable",
};

/** The type of an error of a ClickHouse server that is away. */
export const SERVER_AWAY = "SERVER_AWAY";

/** A statement that the engine refused or could not finish. `message` is the engine's own text: for logs, not for users. */
export class EngineError extends Error {
  override readonly name = "EngineError";

  // Server and handlers are bundled apart, and each bundle has a class of its own: the name is what they share.
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === "EngineError";
  }

  constructor(
    message: string,
    /** ClickHouse's error code, or 0. */
    readonly code: number,
    /** ClickHouse's error name, for example `TIMEOUT_EXCEEDED`. */
    readonly type: string,
    readonly kind: EngineErrorKind,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

const CONNECTION_ERRORS =
  /ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|socket hang up|other side closed/i;

/** Makes an EngineError of whatever the client threw. */
export function toEngineError(error: unknown, aborted: boolean): EngineError {
  if (error instanceof EngineError) return error;
  const cause = { cause: error };
  const message = error instanceof Error ? error.message : String(error);
  if (aborted) return new EngineError("The statement was cancelled.", 394, "QUERY_WAS_CANCELLED", "cancelled", cause);
  const { code, type } = (error ?? {}) as { code?: unknown; type?: unknown };
  const number = Number(code);
  if (Number.isInteger(number) && number > 0) {
    return new EngineError(
      message,
      number,
      typeof type === "string" ? type : "",
      KIND_OF_CODE[number] ?? "other",
      cause,
    );
  }
  const kind = CONNECTION_ERRORS.test(`${String(code)} ${message}`) ? "unavailable" : "other";
  return new EngineError(message, 0, typeof code === "string" ? code : "", kind, cause);
}
