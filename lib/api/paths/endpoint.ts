import { z } from "zod";

/** One endpoint. */
export interface Endpoint {
  readonly method: "get" | "post" | "delete";
  readonly path: string;
  readonly summary: string;
  /** Parameters in the path. */
  readonly path_params?: z.ZodObject;
  /** Parameters in the query string. */
  readonly params?: z.ZodObject;
  /** A JSON body. */
  readonly body?: z.ZodType;
  /** A body that is a file's bytes. */
  readonly takesFile?: boolean;
  /** Answers by status; a text is the media type of a file, null is no body. */
  readonly answers: Readonly<Record<number, z.ZodType | string | null>>;
}

/** The id in a path. */
export const id = z.object({ id: z.string() });
