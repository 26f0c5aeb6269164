import type { Limits } from "../limits";
import { ShapeError } from "../types";

/** What the readers of one input count together: for progress, for limits, and for what is said at the end. */
export interface ReadState {
  /** Bytes taken from the file on disk. */
  bytesRead: number;
  /** Bytes after inflating. */
  inflated: number;
  /** Why only the beginning could be read; null while all is well. */
  truncated: string | null;
  /** What was passed over although it lies in the file; null when nothing was. */
  passedOver: string | null;
}

export const newState = (): ReadState => ({ bytesRead: 0, inflated: 0, truncated: null, passedOver: null });

/**
 * Counts inflated bytes against the limits on size and ratio.
 * @throws ShapeError "too_large" or "ratio".
 */
export function countInflated(state: ReadState, limits: Limits, bytes: number): void {
  state.inflated += bytes;
  if (state.inflated > limits.inflatedBytes) {
    throw new ShapeError(
      "too_large",
      `The file unpacks to more than ${limits.inflatedBytes} bytes, which is the limit.`,
    );
  }
  if (state.inflated > limits.ratioFreeBytes && state.inflated > limits.ratio * state.bytesRead) {
    throw new ShapeError(
      "ratio",
      `The file unpacks to more than ${limits.ratio} times its size, which flow logs never do; it is refused.`,
    );
  }
}
