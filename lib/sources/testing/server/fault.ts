/**
 * An error as AWS answers it. `code` is the exception's name in the service's own words.
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/CommonErrors.html
 */
export class AwsFault extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
    /** More members of the exception. */
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

/** The sentence of a value that a service does not accept. */
export function invalid(message: string): AwsFault {
  return new AwsFault("InvalidParameterException", message);
}

/** The sentence of a thing that is not there, with AWS's words for "log group" and "log stream". */
export function notFound(kind: "log group" | "log stream" | "query"): AwsFault {
  return new AwsFault("ResourceNotFoundException", `The specified ${kind} does not exist.`);
}
