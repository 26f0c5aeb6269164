import { isOpening, isOpeningAnswer } from "./flags";
import { KNOWN_SERVICE_PORTS } from "./ports";
import { type Endpoints, servicePort } from "./service";

/** Which way a record goes between the two ends of a conversation, and how sure that is. */
export interface Heading {
  readonly heading: "to_server" | "to_client";
  /** `high`: TCP flags say so. `medium`: only one port is a known service port. `low`: the lower port was taken. */
  readonly confidence: "high" | "medium" | "low";
}

/**
 * Judges one record by itself: does it go towards the server, or back to the client? What other records of the
 * conversation tell (who sent first, how many ports each side used) is beyond it.
 * @returns null when the protocol has no ports, a port is absent, or both ports are the same and no flag tells.
 */
export function headingOf(ends: Endpoints<number | null>): Heading | null {
  const { srcport, dstport, tcpFlags } = ends;
  const port = servicePort(ends);
  if (port === null || srcport === null || dstport === null) return null;
  if (isOpening(tcpFlags)) return { heading: "to_server", confidence: "high" };
  if (isOpeningAnswer(tcpFlags)) return { heading: "to_client", confidence: "high" };
  if (srcport === dstport) return null;
  const onlyOneKnown = KNOWN_SERVICE_PORTS.has(srcport) !== KNOWN_SERVICE_PORTS.has(dstport);
  return { heading: port === dstport ? "to_server" : "to_client", confidence: onlyOneKnown ? "medium" : "low" };
}
