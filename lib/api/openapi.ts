import { OpenAPIRegistry, OpenApiGeneratorV31 } from "@asteasolutions/zod-to-openapi";
import type { z } from "zod";
import { PROBLEM_TYPE, problem } from "./contract";
import { ENDPOINTS, type Endpoint } from "./paths";

const contentOf = (answer: z.ZodType | string) =>
  typeof answer === "string"
    ? { [answer]: { schema: { type: "string" as const, format: "binary" } } }
    : { "application/json": { schema: answer } };

function responsesOf(endpoint: Endpoint) {
  const good = Object.entries(endpoint.answers).map(([status, answer]) => [
    status,
    { description: endpoint.summary, ...(answer === null ? {} : { content: contentOf(answer) }) },
  ]);
  const bad = { description: "A problem (RFC 9457)", content: { [PROBLEM_TYPE]: { schema: problem } } };
  return { ...Object.fromEntries(good), default: bad };
}

/**
 * The OpenAPI 3.1 description of the API, from the schemas that check its requests.
 * @param version the program's version.
 */
export function openApiDocument(version: string) {
  const registry = new OpenAPIRegistry();
  for (const endpoint of ENDPOINTS) {
    registry.registerPath({
      method: endpoint.method,
      path: endpoint.path,
      summary: endpoint.summary,
      request: {
        ...(endpoint.path_params ? { params: endpoint.path_params } : {}),
        ...(endpoint.params ? { query: endpoint.params } : {}),
        ...(endpoint.body ? { body: { content: { "application/json": { schema: endpoint.body } } } } : {}),
        ...(endpoint.takesFile
          ? {
              body: {
                content: { "application/octet-stream": { schema: { type: "string" as const, format: "binary" } } },
              },
            }
          : {}),
      },
      responses: responsesOf(endpoint),
    });
  }
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: "3.1.0",
    info: {
      title: "Flowglass",
      version,
      description: "Questions about AWS VPC Flow Logs. Times in answers are epoch seconds, UTC; `-` in a log is null.",
    },
  });
}
