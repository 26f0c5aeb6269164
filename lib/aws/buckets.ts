import { ListBucketsCommand } from "@aws-sdk/client-s3";
import { BEFORE_READING, whole } from "../sources/whole-answer";
import type { Asked, Asker } from "./ask";

const PAGE = 1000;

export interface BucketFact {
  readonly name: string;
  /** Null where AWS does not say. */
  readonly region: string | null;
}

/** The account's buckets with a part of their name. S3 lists them in order of names, from every region. */
export async function searchBuckets(
  asker: Asker,
  search: string,
  limit: number,
): Promise<Asked<{ readonly items: readonly BucketFact[]; readonly more: boolean }>> {
  const wanted = search.toLowerCase();
  const asked = await asker.all("s3:ListAllMyBuckets", async ({ s3 }, ContinuationToken) => {
    const command = new ListBucketsCommand({ MaxBuckets: PAGE, ContinuationToken });
    command.middlewareStack.add((next) => async (args) => whole(await next(args)), BEFORE_READING);
    const page = await s3.send(command, asker.options);
    const buckets = (page.Buckets ?? [])
      .map(({ Name = "", BucketRegion }) => ({ name: Name, region: BucketRegion ?? null }))
      .filter(({ name }) => name.includes(wanted));
    return { items: buckets, token: page.ContinuationToken || undefined };
  });
  if (!asked.ok) return asked;
  const { items } = asked.value;
  return { ok: true, value: { items: items.slice(0, limit), more: items.length > limit } };
}
