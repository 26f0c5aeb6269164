import { createHash, type Hash } from "node:crypto";
import { open, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { GetObjectCommand, type GetObjectCommandOutput, type S3Client, S3ServiceException } from "@aws-sdk/client-s3";
import type { S3Settings } from "../source";
import { plainEtag } from "./list";
import type { S3Object } from "./object";
import { type RetryTools, withRetries } from "./retry";

/** What a download needs. */
export interface DownloadTools extends RetryTools {
  /** Gives the client of the moment. */
  readonly client: () => S3Client;
  readonly settings: Pick<S3Settings, "bucket" | "requesterPays">;
}

/** What was downloaded. */
export interface Downloaded {
  /** Of the content that was read, which may be newer than what was listed. */
  readonly etag: string;
  readonly size: number;
}

/** What a listing said of an object. */
export type Listed = Pick<S3Object, "etag" | "size">;

/** The connection ended before the object did, or what came is not what S3 has. Worth another attempt. */
class Incomplete extends Error {
  readonly code = "ECONNRESET";
}

/** A content in the middle of being fetched. */
interface Partial {
  etag: string;
  size: number;
  received: number;
  hash: Hash;
}

/** Was a request for the rest refused because there is no such rest? */
const isAboutPart = (error: unknown): boolean =>
  error instanceof S3ServiceException && [412, 416].includes(error.$metadata.httpStatusCode ?? 0);

/** Only the ETag of an upload in one part that is not encrypted with a key of KMS or the customer is its MD5. */
function isMd5(answer: GetObjectCommandOutput, etag: string): boolean {
  const own = answer.ServerSideEncryption !== undefined && answer.ServerSideEncryption !== "AES256";
  return /^[0-9a-f]{32}$/.test(etag) && !own && !answer.SSECustomerAlgorithm;
}

/** The object's whole size: of a part it is behind the slash of `bytes 10-19/20`. */
function wholeSize(answer: GetObjectCommandOutput): number {
  const total = /\/(\d+)$/.exec(answer.ContentRange ?? "")?.[1];
  return Number(total ?? answer.ContentLength ?? Number.NaN);
}

/** Asks for the object, or for what is missing of it. */
function ask({ client, settings, signal }: DownloadTools, key: string, before: Partial | null) {
  const command = new GetObjectCommand({
    Bucket: settings.bucket,
    Key: key,
    ...(settings.requesterPays && { RequestPayer: "requester" }),
    ...(before && { Range: `bytes=${before.received}-`, IfMatch: `"${before.etag}"` }),
  });
  if (before) command.middlewareStack.add((next) => async (args) => withoutSum(await next(args)), NEAR_THE_LINE);
  return client().send(command, { abortSignal: signal });
}

const NEAR_THE_LINE = { step: "deserialize", priority: "low", name: "withoutSum" } as const;

/** Of a part, S3Mock and others give the checksum of the whole object: the SDK would find that it differs, each time. */
function withoutSum<Result extends { readonly response: unknown }>(result: Result): Result {
  const { headers } = result.response as { headers?: Record<string, string> };
  for (const name of Object.keys(headers ?? {})) if (/^x-amz-checksum-/i.test(name)) delete headers?.[name];
  return result;
}

/** Where an answer goes on: in what came before, or from the start. Stand-ins for S3 may know no Range. */
function placeIn(answer: GetObjectCommandOutput, before: Partial | null, listed: Listed | null): Partial {
  const etag = plainEtag(answer.ETag) || listed?.etag || "";
  // A part of which nothing says where it belongs would be taken for the whole.
  if (answer.$metadata.httpStatusCode === 206 && !answer.ContentRange)
    throw new Incomplete("A part without a place came.");
  const begins = Number(/^bytes (\d+)-/.exec(answer.ContentRange ?? "")?.[1] ?? 0);
  if (before && begins === before.received && etag === before.etag) return before;
  if (begins > 0) throw new Incomplete("The object has changed.");
  return { etag, size: wholeSize(answer), received: 0, hash: createHash("md5") };
}

/**
 * Is what came too short or too long? Where the answer has no length, the listing's word counts, unless it is known to be
 * about another content. That of a listing without ETags may be: then only what is shorter is taken for cut off.
 */
function isIncomplete({ size, etag, received }: Partial, listed: Listed | null): boolean {
  if (Number.isFinite(size)) return received !== size;
  // A notification that does not say how large the object is counts as 1.
  if (!listed || listed.size <= 1) return false;
  if (listed.etag === "") return received < listed.size;
  return listed.etag === etag && received !== listed.size;
}

/** Writes the body to the file. What is counted is in the file, also when the body is cut off. */
async function receive(body: AsyncIterable<Uint8Array>, into: Partial, path: string, signal: AbortSignal) {
  const file = await open(path, into.received > 0 ? "r+" : "w");
  try {
    for await (const bytes of body) {
      signal.throwIfAborted();
      await file.write(bytes, 0, bytes.length, into.received);
      into.hash.update(bytes);
      into.received += bytes.length;
    }
  } finally {
    await file.close();
  }
}

/** A part that cannot be gone on with is fetched from the start. */
function usable(partial: Partial | null): Partial | null {
  return partial && partial.etag !== "" && partial.received > 0 && partial.received < partial.size ? partial : null;
}

/**
 * Downloads one object into a file. A connection that is cut is taken up where it ended; length and, where the ETag is
 * one, MD5 are compared at the end.
 * @param listed what a listing said of it: the size, should the answer not have one.
 * @throws what the SDK throws, once retrying did not help; the signal's reason. The file is removed then.
 */
export async function download(
  tools: DownloadTools,
  key: string,
  path: string,
  listed: Listed | null = null,
): Promise<Downloaded> {
  let partial: Partial | null = null;
  const attempt = async (): Promise<Downloaded> => {
    const before = usable(partial);
    partial = null;
    const answer = await ask(tools, key, before).catch((error: unknown) => {
      // Refused because of the part that is here: the object has changed meanwhile.
      throw before && isAboutPart(error) ? new Incomplete("The object has changed.") : error;
    });
    const { Body } = answer;
    if (!(Body instanceof Readable)) throw new Incomplete("The answer has no body.");
    try {
      partial = placeIn(answer, before, listed);
      await receive(Body, partial, path, tools.signal);
    } finally {
      Body.destroy();
    }
    const { received, etag, hash, size } = partial;
    if (isIncomplete(partial, listed)) throw new Incomplete(`${received} of ${size || listed?.size} bytes came.`);
    if (isMd5(answer, etag) && hash.digest("hex") !== etag) throw new Incomplete("What came differs from its ETag.");
    return { etag, size: received };
  };
  try {
    return await withRetries(tools, attempt);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}
