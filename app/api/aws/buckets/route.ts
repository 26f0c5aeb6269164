import { type AwsBuckets, awsSearchParams } from "@/lib/api/contract";
import { methodNotAllowed, route } from "@/lib/api/route";
import { answerBuckets } from "@/lib/aws/answers";
import { authoriseOwn } from "@/lib/aws/authorise";

/** Buckets, found by a part of their name. */
export const GET = route({
  params: awsSearchParams,
  authorise: authoriseOwn,
  answer: ({ params, signal }): Promise<AwsBuckets> => answerBuckets(params, signal),
});

export const POST = methodNotAllowed("GET");
export { POST as DELETE, POST as PATCH, POST as PUT };
