import { readHeader } from "./header";
import { isAction, isAddress, isEpoch, isStatus } from "./kinds";
import { tokensOf } from "./tokens";

const PLAIN = /^[\w.:/%+@=~,*-]+$/;
const ID = /^(eni|vpc|subnet|i|tgw|tgw-attach|nat|arn:aws[\w-]*:ecs:[^:]*)[-:]/;

/**
 * Could these values be a flow-log record in some order? Told by the kinds of values that only such records put
 * side by side: addresses, an action, a log status, Unix times, AWS ids.
 */
export function tokensAreFlowLike(tokens: readonly string[]): boolean {
  if (tokens.length < 4 || tokens.length > 120) return false;
  let addresses = 0;
  let times = 0;
  let action = 0;
  let status = 0;
  let gap = 0;
  let ids = 0;
  for (const token of tokens) {
    if (!PLAIN.test(token)) return false;
    if (isAddress(token)) addresses += 1;
    else if (isEpoch(token)) times += 1;
    else if (isAction(token)) action = 1;
    else if (isStatus(token)) {
      status = 1;
      if (token !== "OK") gap = 1;
    } else if (ID.test(token)) ids += 1;
  }
  if (addresses < 2 && gap === 0) return false;
  const signs = (addresses >= 2 ? 1 : 0) + (times >= 2 ? 1 : 0) + action + status + (ids > 0 ? 1 : 0);
  return signs >= 2;
}

/** The same for a line of text; a header counts too. */
export function isFlowLike(line: string): boolean {
  if (line.length < 15 || line.length > 16_384) return false;
  return tokensAreFlowLike(tokensOf(line)) || readHeader(line) !== null;
}
