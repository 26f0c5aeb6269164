/** The server itself. */

import { z } from "zod";
import * as contract from "../contract";
import type { Endpoint } from "./endpoint";

export const SERVER: readonly Endpoint[] = [
  {
    method: "get",
    path: "/api/live",
    summary: "The store's changes as they happen, as server-sent events",
    answers: { 200: "text/event-stream" },
  },
  { method: "get", path: "/api/health", summary: "Is it up, and what is it", answers: { 200: contract.health } },
  {
    method: "get",
    path: "/api/openapi.json",
    summary: "This description",
    answers: { 200: z.object({}).meta({ description: "An OpenAPI 3.1 document." }) },
  },
  {
    method: "post",
    path: "/api/login",
    summary: "Trade the server's token for a session cookie: the body is { token }",
    answers: { 204: null },
  },
];
