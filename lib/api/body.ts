import type { z } from "zod";
import { issueSentence } from "./issue";
import { ProblemError } from "./problem";

const MOST_CHARACTERS = 100_000;

/**
 * Reads a request's JSON body and checks it.
 * @throws ProblemError 400 with the name of the member that is wrong; 413 for a body that is too large.
 */
export async function readBody<Schema extends z.ZodType>(request: Request, schema: Schema): Promise<z.output<Schema>> {
  if (Number(request.headers.get("content-length") ?? 0) > MOST_CHARACTERS) throw tooLarge();
  const text = await request.text();
  if (text.length > MOST_CHARACTERS) throw tooLarge();
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new ProblemError(400, "The body is not JSON.");
  }
  const checked = schema.safeParse(body);
  if (checked.success) return checked.data;
  const issue = checked.error.issues[0];
  const parameter = issue?.path.map(String).join(".") ?? "";
  throw new ProblemError(400, issue ? issueSentence(issue) : "The body is wrong.", parameter ? { parameter } : {});
}

const tooLarge = (): ProblemError => new ProblemError(413, `The body is longer than ${MOST_CHARACTERS} characters.`);
