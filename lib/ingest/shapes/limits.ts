/** What one input may cost. A file that asks for more is refused or the line is set aside, never worked through. */
export interface Limits {
  /** The most bytes that a file may inflate to. */
  readonly inflatedBytes: number;
  /** The most times that a compressed file may grow. Flow logs grow about 8 times, a bomb 1,000 times. */
  readonly ratio: number;
  /** Up to this many inflated bytes the ratio is not looked at. */
  readonly ratioFreeBytes: number;
  /** The longest line of flow-log text or CSV, in bytes. A record with all fields is about 2,000. */
  readonly lineBytes: number;
  /** The longest JSON line, and the largest single element of a JSON document, in bytes. */
  readonly jsonBytes: number;
  /** How deep JSON may nest. */
  readonly jsonDepth: number;
  /** What one base64 payload inside JSON may inflate to, in bytes. */
  readonly payloadBytes: number;
}

export const DEFAULT_LIMITS: Limits = {
  inflatedBytes: 2 ** 40,
  ratio: 100,
  ratioFreeBytes: 64 * 2 ** 20,
  lineBytes: 64 * 1024,
  jsonBytes: 32 * 2 ** 20,
  jsonDepth: 64,
  payloadBytes: 64 * 2 ** 20,
};
