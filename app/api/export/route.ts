import { exportParams } from "@/lib/api/contract";
import { fileResponse } from "@/lib/api/file-response";
import { toQuestion } from "@/lib/api/question";
import { methodNotAllowed, route } from "@/lib/api/route";
import { askExport } from "@/lib/query/export";

/** The matching records as a file. */
export const GET = route({
  params: exportParams,
  answer: async ({ params, engine, signal, now }) => {
    const stream = await askExport({ engine, signal }, toQuestion(params, now), params);
    return fileResponse(stream, params.format);
  },
});

export const POST = methodNotAllowed("GET");
export { POST as DELETE, POST as PATCH, POST as PUT };
