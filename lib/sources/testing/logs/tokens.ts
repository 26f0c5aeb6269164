import { createHash } from "node:crypto";
import { invalid } from "../server/fault";
import type { Now } from "../server/quota";
import type { Key } from "./store";

/** What a token says: which question it goes on with, from where, and how many pages there were. */
export interface Place {
  readonly question: string;
  readonly page: number;
  readonly after: Key | null;
  readonly issued: number;
}

/** A name for a question, the same for the same values whatever their order. A token is of use for its question only. */
export function questionOf(values: Readonly<Record<string, unknown>>): string {
  const known = Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(known)).digest("base64url").slice(0, 16);
}

/** Tokens that AWS calls opaque, and which expire after a day or whenever a test wants it. */
export class Tokens {
  #oldest = Number.NEGATIVE_INFINITY;
  #issued = 0;

  constructor(
    private readonly now: Now,
    private readonly lifeMs: number,
  ) {}

  write(question: string, page: number, after: Key | null): string {
    // The number keeps every token different from all others, as a token that is repeated means the end.
    const place = [question, page, after?.timestamp ?? null, after?.eventId ?? null, this.now(), ++this.#issued];
    return Buffer.from(JSON.stringify(place)).toString("base64url");
  }

  /** Throws InvalidParameterException for a token that is damaged, expired or of another question. */
  read(token: string, question: string): Place {
    const place = parse(token);
    if (!place || place.question !== question) throw invalid("The specified nextToken is invalid.");
    if (place.serial <= this.#oldest || place.issued + this.lifeMs <= this.now()) {
      throw invalid("The specified nextToken is expired.");
    }
    return place;
  }

  /** From now on every token given so far counts as expired. */
  expire(): void {
    this.#oldest = this.#issued;
  }
}

function parse(token: string): (Place & { readonly serial: number }) | null {
  try {
    const [question, page, timestamp, eventId, issued, serial] = JSON.parse(
      Buffer.from(token, "base64url").toString(),
    ) as unknown[];
    if (typeof question !== "string" || typeof page !== "number") return null;
    if (typeof issued !== "number" || typeof serial !== "number") return null;
    const after = typeof timestamp === "number" && typeof eventId === "string" ? { timestamp, eventId } : null;
    return { question, page, after, issued, serial };
  } catch {
    return null;
  }
}
