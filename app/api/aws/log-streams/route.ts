import { type AwsLogStreams, awsStreamParams } from "@/lib/api/contract";
import { methodNotAllowed, route } from "@/lib/api/route";
import { answerLogStreams } from "@/lib/aws/answers";
import { authoriseOwn } from "@/lib/aws/authorise";

/** The streams of a log group, found by a part of their name. */
export const GET = route({
  params: awsStreamParams,
  authorise: authoriseOwn,
  answer: ({ params, signal }): Promise<AwsLogStreams> => answerLogStreams(params, signal),
});

export const POST = methodNotAllowed("GET");
export { POST as DELETE, POST as PATCH, POST as PUT };
