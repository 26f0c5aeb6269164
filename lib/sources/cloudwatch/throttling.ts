import { FILTER_LOG_EVENTS, limiterOf } from "../call";
import type { ReaderContext } from "../reader";
import type { CloudWatchSettings } from "../source";

const CODE = "throttled";
const LOOK_MS = 2_000;
/** Below this it is no more than the usual accident of requests that overtake each other. */
const SLOW = 1.4;

const sentence = ({ region }: CloudWatchSettings): string =>
  `AWS throttles logs:FilterLogEvents in ${region}: others in the account ask, too. Reading goes on more slowly; nothing is left out.`;

/**
 * Says with the source that AWS throttles, as long as it does. Ends with the signal.
 * @param ended aborted when there is nothing more to read.
 */
export async function tellThrottling(
  context: ReaderContext,
  settings: CloudWatchSettings,
  ended: AbortSignal,
): Promise<void> {
  const limiter = await limiterOf(context, settings, FILTER_LOG_EVENTS);
  const either = AbortSignal.any([context.signal, ended]);
  let told = false;
  const tell = (slow: boolean): void => {
    if (slow === told) return;
    told = slow;
    const others = context.document().notices.filter(({ code }) => code !== CODE);
    context.touch({ notices: slow ? [...others, { code: CODE, message: sentence(settings) }] : others });
  };
  while (!either.aborted) {
    tell(limiter.slowness >= SLOW);
    await context.clock.sleep(LOOK_MS, either).catch(() => undefined);
  }
  tell(false);
}
