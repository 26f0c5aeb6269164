/** An answer of success without a body. Its code is that of a line which was cut: the SDK takes it for one, and asks again. */
export class EmptyAnswer extends Error {
  override readonly name = "EmptyAnswer";
  readonly code = "ECONNRESET";
}

/** An answer as it comes from the line: what the SDK's handlers give, as far as it is needed here. */
interface RawAnswer {
  readonly statusCode: number;
  body: AsyncIterable<Uint8Array> | Uint8Array;
}

const isRaw = (response: unknown): response is RawAnswer =>
  typeof response === "object" && response !== null && "statusCode" in response && "body" in response;

/** Where in a client's middleware the bodies of answers are looked at: before anything reads them. */
export const BEFORE_READING = { step: "deserialize", priority: "low", name: "wholeAnswer" } as const;

/**
 * Reads an answer's body and refuses one that is empty. Where no length is told, an answer that was cut off before its
 * first byte looks like one that lists nothing. A body cut off later is no whole JSON or XML, so that the SDK refuses it; a
 * whole one may well lack a list that is empty, or have null for it: stand-ins write that.
 * @param result what the SDK's handler gave. @throws EmptyAnswer; what the line throws.
 */
export async function whole<Result extends { readonly response: unknown }>(result: Result): Promise<Result> {
  await readWhole(result.response);
  return result;
}

async function readWhole(response: unknown): Promise<void> {
  if (!isRaw(response) || response.statusCode >= 300 || response.body instanceof Uint8Array) return;
  const parts: Uint8Array[] = [];
  for await (const part of response.body) parts.push(part);
  const body = Buffer.concat(parts);
  if (body.toString("latin1").trim() === "") throw new EmptyAnswer("An answer without a body came.");
  response.body = new Uint8Array(body);
}
