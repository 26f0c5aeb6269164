import type { CDPSession } from "@playwright/test";

/**
 * Adds up what the scripts of a page weigh on the wire, compressed, from now on.
 * @param session of the page. @returns a function that gives the bytes so far.
 */
export async function weighScripts(session: CDPSession): Promise<() => number> {
  const scripts = new Set<string>();
  let bytes = 0;
  session.on("Network.responseReceived", ({ requestId, type }) => {
    if (type === "Script") scripts.add(requestId);
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  await session.send("Network.enable");
  return () => bytes;
}
