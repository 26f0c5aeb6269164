import { ShapeError } from "../types";
import { EACH, type Path } from "./path";

/** The text is no JSON from here on. */
export class BrokenJson extends Error {
  constructor(readonly offset: number) {
    super(`broken at byte ${offset}`);
  }
}

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const BACKSLASH = 92;
const OPEN_ARRAY = 91;
const CLOSE_ARRAY = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;

/** A container that is open: an array, or an object with the key that was read last. */
interface Frame {
  readonly isArray: boolean;
  key: string;
}

/**
 * Cuts the elements at one path out of JSON of any size as its bytes come by: the items of `events[]`, say, in one
 * document or in several after each other. Memory is bounded by the largest element. Of what lies outside the
 * elements only the nesting is checked; whoever parses an element finds out whether it is sound.
 */
export class JsonSplitter {
  private readonly stack: Frame[] = [];
  private offset = 0;
  private inString = false;
  private escaped = false;
  private inScalar = false;
  private expectKey = false;
  /** The key that is being read, in pieces, where keys matter. */
  private key: Buffer[] | null = null;
  /** The element that is being read, in pieces, and how deep it nests at the moment. */
  private element: Buffer[] | null = null;
  private elementBytes = 0;
  private elementDepth = 0;

  constructor(
    private readonly path: Path,
    private readonly limits: { readonly jsonBytes: number; readonly jsonDepth: number },
    private readonly take: (element: string) => void,
  ) {}

  /**
   * Takes the next bytes.
   * @throws BrokenJson, or ShapeError for an element or a nesting over the limits
   */
  feed(part: Buffer): void {
    let from = 0;
    let i = 0;
    const length = part.length;
    while (i < length) {
      if (this.inString) {
        i = this.skipString(part, i);
        if (this.inString) break;
        if (this.key) this.endKey(part.subarray(from, i - 1));
        else if (this.element && this.elementDepth === 0) this.endElement(part.subarray(from, i));
        continue;
      }
      const byte = part[i] ?? 0;
      if (this.inScalar) {
        if (byte > 32 && byte !== COMMA && byte !== CLOSE_ARRAY && byte !== CLOSE_OBJECT && !isOpener(byte)) {
          i += 1;
          continue;
        }
        this.inScalar = false;
        if (this.element && this.elementDepth === 0) this.endElement(part.subarray(from, i));
        continue;
      }
      if (byte <= 32) {
        i += 1;
        continue;
      }
      if (!this.element) {
        if (byte === QUOTE && this.expectKey && this.stack.length > 0) {
          this.inString = true;
          i += 1;
          if (this.stack.length <= this.path.length) {
            this.key = [];
            from = i;
          }
          continue;
        }
        if (this.startsValue(byte, i) && this.isElement()) {
          this.element = [];
          this.elementBytes = 0;
          this.elementDepth = 0;
          from = i;
        }
      }
      i = this.step(byte, i);
      if (this.element && this.elementDepth === 0 && !this.inString && !this.inScalar) {
        this.endElement(part.subarray(from, i));
      }
    }
    if (this.key) this.key.push(part.subarray(from));
    if (this.element) this.keep(part.subarray(from));
    this.offset += length;
  }

  /** Call at the end of the text. @returns false when it ends in the middle of a value */
  end(): boolean {
    if (this.inScalar && this.element && this.elementDepth === 0) this.endElement(Buffer.alloc(0));
    return this.stack.length === 0 && !this.element && !this.inString;
  }

  /** Moves past one byte outside strings, and past the whole of a string's opening quote or a scalar's first byte. */
  private step(byte: number, i: number): number {
    switch (byte) {
      case QUOTE:
        this.inString = true;
        break;
      case OPEN_OBJECT:
      case OPEN_ARRAY:
        this.push(byte === OPEN_ARRAY);
        break;
      case CLOSE_OBJECT:
      case CLOSE_ARRAY:
        this.pop(byte === CLOSE_ARRAY, i);
        break;
      case COMMA:
        this.expectKey = this.stack.length > 0 && this.stack[this.stack.length - 1]?.isArray === false;
        break;
      case COLON:
        if (this.stack.length === 0) throw new BrokenJson(this.offset + i);
        this.expectKey = false;
        break;
      default:
        this.inScalar = true;
    }
    return i + 1;
  }

  private startsValue(byte: number, i: number): boolean {
    if (byte === COMMA || byte === COLON || byte === CLOSE_ARRAY || byte === CLOSE_OBJECT) return false;
    if (this.stack.length > 0) return true;
    // At the top only what can begin a value, and marks that writers put between documents.
    if (byte === 0x1e || byte === 0xef || byte === 0xbb || byte === 0xbf) return false;
    if (byte === OPEN_OBJECT || byte === OPEN_ARRAY || byte === QUOTE || /[-\dtfn]/.test(String.fromCharCode(byte)))
      return true;
    throw new BrokenJson(this.offset + i);
  }

  private isElement(): boolean {
    const { stack, path } = this;
    if (stack.length !== path.length) return false;
    for (let i = 0; i < path.length; i += 1) {
      const frame = stack[i];
      if (frame?.isArray ? path[i] !== EACH : frame?.key !== path[i]) return false;
    }
    return true;
  }

  private push(isArray: boolean): void {
    this.stack.push({ isArray, key: "" });
    if (this.stack.length > this.limits.jsonDepth) {
      throw new ShapeError("nesting", `The JSON nests deeper than ${this.limits.jsonDepth} levels.`);
    }
    if (this.element) this.elementDepth += 1;
    this.expectKey = !isArray;
  }

  private pop(isArray: boolean, i: number): void {
    const frame = this.stack.pop();
    if (frame?.isArray !== isArray) throw new BrokenJson(this.offset + i);
    if (this.element) this.elementDepth -= 1;
    this.expectKey = false;
  }

  /** The place after the string's closing quote, or the end of the part when it is not there. */
  private skipString(part: Buffer, from: number): number {
    let i = from;
    if (this.escaped) {
      i += 1;
      this.escaped = false;
    }
    for (; i < part.length; i += 1) {
      const byte = part[i];
      if (byte === QUOTE) {
        this.inString = false;
        return i + 1;
      }
      if (byte === BACKSLASH) i += 1;
    }
    this.escaped = i > part.length;
    return part.length;
  }

  private endKey(last: Buffer): void {
    const bytes = this.key && this.key.length > 0 ? Buffer.concat([...this.key, last]) : last;
    this.key = null;
    const text = bytes.toString("utf8");
    const frame = this.stack[this.stack.length - 1];
    if (frame) frame.key = text.includes("\\") ? unescapeKey(text) : text;
  }

  private keep(piece: Buffer): void {
    this.element?.push(piece);
    this.elementBytes += piece.length;
    if (this.elementBytes > this.limits.jsonBytes) {
      throw new ShapeError(
        "too_large",
        `One value in the JSON is larger than ${this.limits.jsonBytes} bytes, which is the limit.`,
      );
    }
  }

  private endElement(last: Buffer): void {
    const pieces = this.element ?? [];
    const bytes = pieces.length > 0 ? Buffer.concat([...pieces, last]) : last;
    this.element = null;
    this.take(bytes.toString("utf8"));
  }
}

const isOpener = (byte: number): boolean => byte === OPEN_OBJECT || byte === OPEN_ARRAY || byte === QUOTE;

function unescapeKey(text: string): string {
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    return text;
  }
}
