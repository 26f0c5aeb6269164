/**
 * Waits until whatever else the process has to do now was done. Detectors go through hundreds of thousands of rows in the
 * process that serves the pages: between two pieces of such work somebody's request must get its turn.
 */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
