/** How much one filter may hold, so that a hostile one costs little to parse and to run. */
export const LIMITS = {
  /** Characters of the text, as written and as printed. */
  length: 4000,
  /** Parentheses, lists and `not` inside each other. */
  nesting: 50,
  /** Values in all terms together. */
  terms: 500,
} as const;
