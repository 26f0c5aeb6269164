import { z } from "zod";
import type { AwsRegions } from "@/lib/api/contract";
import { methodNotAllowed, route } from "@/lib/api/route";
import { answerRegions } from "@/lib/aws/answers";
import { authoriseOwn } from "@/lib/aws/authorise";

/** AWS's regions, and the one of the server's own configuration. */
export const GET = route({
  params: z.object({}),
  authorise: authoriseOwn,
  answer: (): Promise<AwsRegions> => answerRegions(),
});

export const POST = methodNotAllowed("GET");
export { POST as DELETE, POST as PATCH, POST as PUT };
