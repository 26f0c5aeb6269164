import { DescribeLogStreamsCommand } from "@aws-sdk/client-cloudwatch-logs";
import type { Asked, Asker } from "./ask";

const PAGE = 50;
const ACTION = "logs:DescribeLogStreams";

export interface LogStreamFact {
  readonly name: string;
  /** Epoch seconds of the last event, as far as AWS has noticed: it may lag an hour. Null when it has none. */
  readonly lastEvent: number | null;
}

/**
 * The streams of a log group with a part of their name, in order of names. AWS searches by how names begin, which is what
 * an interface's id is for; any other part is looked for here among the first `limit`.
 * @param limit streams read at most; `more` says that there are others.
 */
export async function searchLogStreams(
  asker: Asker,
  group: string,
  search: string,
  limit: number,
): Promise<Asked<{ readonly items: readonly LogStreamFact[]; readonly more: boolean }>> {
  const begins = search.startsWith("eni-") ? { logStreamNamePrefix: search } : {};
  const asked = await asker.all(
    ACTION,
    async ({ logs }, nextToken) => {
      const input = { logGroupName: group, ...begins, limit: PAGE, nextToken };
      const page = await logs.send(new DescribeLogStreamsCommand(input), asker.options);
      const streams = (page.logStreams ?? []).flatMap(({ logStreamName: name, lastEventTimestamp: last }) =>
        name ? [{ name, lastEvent: last === undefined ? null : Math.floor(last / 1000) }] : [],
      );
      return { items: streams, token: page.nextToken || undefined };
    },
    limit,
  );
  if (!asked.ok) return asked;
  const wanted = search.toLowerCase();
  const items = asked.value.items.filter(({ name }) => name.toLowerCase().includes(wanted));
  return { ok: true, value: { items, more: asked.value.more } };
}
