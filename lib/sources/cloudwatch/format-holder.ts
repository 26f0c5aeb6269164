import type { ReaderContext } from "../reader";
import type { CloudWatchSettings, SourceFormat } from "../source";
import { type FoundFormats, findFormats } from "./formats";
import { formatMatcher } from "./match";

/** A flow log may be added to a group at any time. */
const REFRESH_MS = 10 * 60_000;

/** The field orders of a group, asked for once and again now and then. */
export class Formats {
  #asked: Promise<(line: string) => SourceFormat> | null = null;
  #askedAt = 0;

  constructor(
    private readonly context: ReaderContext,
    private readonly settings: CloudWatchSettings,
    /** Told what was found, before any line is given an order. */
    private readonly found: (formats: FoundFormats) => void,
  ) {}

  /** What chooses a line's field order. @throws the signal's reason; SourceFailure for credentials. */
  chooser(): Promise<(line: string) => SourceFormat> {
    const now = this.context.clock.now();
    if (!this.#asked || now - this.#askedAt > REFRESH_MS) {
      this.#askedAt = now;
      const asked = this.#ask();
      this.#asked = asked;
      asked.catch(() => {
        if (this.#asked === asked) this.#asked = null;
      });
    }
    return this.#asked;
  }

  async #ask(): Promise<(line: string) => SourceFormat> {
    const found = await findFormats(this.context, this.settings);
    this.found(found);
    const match = formatMatcher(found.formats);
    const [first] = found.formats;
    return (line) => found.formats[match(line)] ?? (first as SourceFormat);
  }
}
