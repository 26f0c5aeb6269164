import type { FlowLogFact } from "../doctor";
import type { Asker } from "./ask";
import type { OwnedVpc } from "./ec2";

/** The account of a role's ARN. */
const accountIn = (arn: string): string | null => /^arn:[^:]+:[^:]+:[^:]*:(\d{12}):/.exec(arn)?.[1] ?? null;

/** The owner of most of the VPCs: others are shared with this account by their owners. */
function ownerOf(vpcs: readonly OwnedVpc[]): string | null {
  const counts = new Map<string, number>();
  for (const { ownerId } of vpcs) if (ownerId) counts.set(ownerId, (counts.get(ownerId) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}

/**
 * The id of the account that is asked, without a permission for it: from the role that is taken, from the credentials
 * where their source tells it, else from what was found. Null when nothing tells.
 */
export async function accountOf(
  asker: Asker,
  found: { readonly flowLogs?: readonly FlowLogFact[] | null; readonly vpcs?: readonly OwnedVpc[] | null },
): Promise<string | null> {
  const { roleArn } = asker.place;
  if (roleArn) return accountIn(roleArn);
  const asked = await asker.ask("", async ({ ec2 }) => (await ec2.config.credentials()).accountId ?? null);
  if (asked.ok && asked.value) return asked.value;
  return found.flowLogs?.find(({ account }) => account !== null)?.account ?? ownerOf(found.vpcs ?? []);
}
