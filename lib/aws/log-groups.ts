import { DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import type { LogGroupFact } from "../doctor";
import type { Asked, Asker } from "./ask";

const PAGE = 50;
const ACTION = "logs:DescribeLogGroups";

function query(asker: Asker, search: { logGroupNamePattern?: string; logGroupNamePrefix?: string }, limit: number) {
  return asker.all(
    ACTION,
    async ({ logs }, nextToken) => {
      const page = await logs.send(new DescribeLogGroupsCommand({ ...search, limit: PAGE, nextToken }), asker.options);
      const groups = (page.logGroups ?? []).map((group) => ({
        name: group.logGroupName ?? "",
        retention: group.retentionInDays ?? null,
        bytes: group.storedBytes ?? null,
      }));
      return { items: groups, token: page.nextToken || undefined };
    },
    limit,
  );
}

/** Log groups found by a part of their name, whatever its case; the first ones when nothing is searched for. */
export function searchLogGroups(
  asker: Asker,
  search: string,
  limit: number,
): Promise<Asked<{ readonly items: readonly LogGroupFact[]; readonly more: boolean }>> {
  return query(asker, search === "" ? {} : { logGroupNamePattern: search }, limit);
}

/** The log groups with these names; those that are not there are left out. */
export async function findLogGroups(asker: Asker, names: readonly string[]): Promise<Asked<readonly LogGroupFact[]>> {
  const found: LogGroupFact[] = [];
  for (const name of new Set(names)) {
    // A name's own group comes first among those that begin with it: the answer is in order of names.
    const asked = await query(asker, { logGroupNamePrefix: name }, 1);
    if (!asked.ok) return asked;
    found.push(...asked.value.items.filter((group) => group.name === name));
  }
  return { ok: true, value: found };
}
