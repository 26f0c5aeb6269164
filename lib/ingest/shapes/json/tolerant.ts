import { ShapeError } from "../types";

/** What could be made of the beginning of a JSON text. */
export interface Prefix {
  /** The values at the top, the last one perhaps with only its first members. */
  readonly values: readonly unknown[];
  /** True when the text broke off or was no JSON at some point, rather than ending where a value does. */
  readonly partial: boolean;
}

/** Reading has to stop: the text ends, or is no JSON here. */
class Stop extends Error {}

/**
 * Parses as much of a JSON text as there is: one value or several after each other, the last one perhaps cut off.
 * Members that are not whole are left out.
 * @throws ShapeError "nesting" when it nests deeper than `depth`.
 */
export function parsePrefix(text: string, depth: number): Prefix {
  const reader = new Reader(text, depth);
  const values: unknown[] = [];
  for (;;) {
    reader.skipBetween();
    if (reader.atEnd) return { values, partial: false };
    try {
      reader.value(0, (value) => values.push(value));
    } catch (error) {
      if (error instanceof Stop) return { values, partial: true };
      throw error;
    }
  }
}

const RECORD_SEPARATOR = "\x1e";
const isBetween = (char: string | undefined): boolean =>
  char !== undefined && (char === "," || char === RECORD_SEPARATOR || char === "\ufeff" || /\s/.test(char));

class Reader {
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly depth: number,
  ) {}

  get atEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** Skips white space, and what some writers put between documents: commas, record separators, marks. */
  skipBetween(): void {
    while (isBetween(this.text[this.at])) this.at += 1;
  }

  /** Reads one value and hands it to `keep`: containers at their start, so that a cut one is kept as far as it goes. */
  value(level: number, keep: (value: unknown) => void): void {
    if (level > this.depth) throw new ShapeError("nesting", `The JSON nests deeper than ${this.depth} levels.`);
    this.skipBlank();
    const char = this.text[this.at];
    if (char === "{") this.object(level, keep);
    else if (char === "[") this.array(level, keep);
    else if (char === '"') keep(this.string());
    else this.scalar(keep);
  }

  private scalar(keep: (value: unknown) => void): void {
    const match = /[^\s,\]}:{["]*/y;
    match.lastIndex = this.at;
    const word = match.exec(this.text)?.[0] ?? "";
    if (word === "" || this.at + word.length >= this.text.length) throw new Stop();
    try {
      keep(JSON.parse(word));
    } catch {
      throw new Stop();
    }
    this.at += word.length;
  }

  private object(level: number, keep: (value: unknown) => void): void {
    const members: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
    keep(members);
    this.at += 1;
    for (;;) {
      this.skipBlank();
      const char = this.text[this.at];
      if (char === "}") break;
      if (char === ",") {
        this.at += 1;
        continue;
      }
      if (char !== '"') throw new Stop();
      const key = this.string();
      this.skipBlank();
      if (this.text[this.at] !== ":") throw new Stop();
      this.at += 1;
      this.value(level + 1, (value) => {
        members[key] = value;
      });
    }
    this.at += 1;
  }

  private array(level: number, keep: (value: unknown) => void): void {
    const items: unknown[] = [];
    keep(items);
    this.at += 1;
    for (;;) {
      this.skipBlank();
      const char = this.text[this.at];
      if (char === "]") break;
      if (char === ",") {
        this.at += 1;
        continue;
      }
      this.value(level + 1, (value) => items.push(value));
    }
    this.at += 1;
  }

  private string(): string {
    const from = this.at;
    for (let to = from + 1; to < this.text.length; to += 1) {
      const char = this.text[to];
      if (char === "\\") to += 1;
      else if (char === '"') {
        this.at = to + 1;
        try {
          return JSON.parse(this.text.slice(from, to + 1)) as string;
        } catch {
          throw new Stop();
        }
      }
    }
    throw new Stop();
  }

  private skipBlank(): void {
    while (this.at < this.text.length && this.text.charCodeAt(this.at) <= 32) this.at += 1;
    if (this.at >= this.text.length) throw new Stop();
  }
}
