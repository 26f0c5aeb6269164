import { DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import type { LogGroupFact } from "../doctor";
import type { Asked, Asker } from "./ask";

const PAGE = 50;
const ACTION = "logs:DescribeLogGroups";

/** @param wanted leaves out the groups of a server that does not know the search. */
function query(
  asker: Asker,
  search: { logGroupNamePattern?: string; logGroupNamePrefix?: string },
  limit: number,
  wanted: (name: string) => boolean,
) {
  return asker.all(
    ACTION,
    async ({ logs }, nextToken) => {
      const page = await logs.send(new DescribeLogGroupsCommand({ ...search, limit: PAGE, nextToken }), asker.options);
      const groups = (page.logGroups ?? []).map((group) => ({
        name: group.logGroupName ?? "",
        retention: group.retentionInDays ?? null,
        bytes: group.storedBytes ?? null,
      }));
      return { items: groups.filter(({ name }) => wanted(name)), token: page.nextToken || undefined };
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
  const part = search.toLowerCase();
  const wanted = (name: string): boolean => name.toLowerCase().includes(part);
  return query(asker, search === "" ? {} : { logGroupNamePattern: search }, limit, wanted);
}

/** The log groups with these names; those that are not there are left out. */
export async function findLogGroups(asker: Asker, names: readonly string[]): Promise<Asked<readonly LogGroupFact[]>> {
  const found: LogGroupFact[] = [];
  for (const name of new Set(names)) {
    // In AWS a name's own group comes first among those that begin with it; elsewhere the order may be another.
    const asked = await query(asker, { logGroupNamePrefix: name }, 1, (one) => one === name);
    if (!asked.ok) return asked;
    found.push(...asked.value.items);
  }
  return { ok: true, value: found };
}
