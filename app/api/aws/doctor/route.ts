import { type AwsDoctor, awsPlaceParams } from "@/lib/api/contract";
import { methodNotAllowed, route } from "@/lib/api/route";
import { answerDoctor } from "@/lib/aws/answers";
import { authoriseOwn } from "@/lib/aws/authorise";

/** What could be better about the account's flow logs. */
export const GET = route({
  params: awsPlaceParams,
  authorise: authoriseOwn,
  answer: ({ params, signal }): Promise<AwsDoctor> => answerDoctor(params, signal),
});

export const POST = methodNotAllowed("GET");
export { POST as DELETE, POST as PATCH, POST as PUT };
