import { type AwsFlowLogs, awsPlaceParams } from "@/lib/api/contract";
import { methodNotAllowed, route } from "@/lib/api/route";
import { answerFlowLogs } from "@/lib/aws/answers";
import { authoriseOwn } from "@/lib/aws/authorise";

/** The account's flow logs in a region. */
export const GET = route({
  params: awsPlaceParams,
  authorise: authoriseOwn,
  answer: ({ params, signal }): Promise<AwsFlowLogs> => answerFlowLogs(params, signal),
});

export const POST = methodNotAllowed("GET");
export { POST as DELETE, POST as PATCH, POST as PUT };
