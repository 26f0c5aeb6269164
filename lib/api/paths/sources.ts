/** Sources in AWS, and how long records are kept. */

import * as contract from "../contract";
import { type Endpoint, id } from "./endpoint";

export const SOURCES: readonly Endpoint[] = [
  {
    method: "get",
    path: "/api/retention",
    summary: "What each source and import holds, and how much is kept",
    answers: { 200: contract.retention },
  },
  {
    method: "post",
    path: "/api/retention",
    summary: "Set how much is kept, or see what that would remove",
    body: contract.retentionRequest,
    answers: { 200: contract.retention },
  },
  {
    method: "get",
    path: "/api/sources",
    summary: "Every source, newest first",
    answers: { 200: contract.sourceList },
  },
  {
    method: "post",
    path: "/api/sources",
    summary: "Add a CloudWatch log group or a place in S3",
    body: contract.sourceRequest,
    answers: { 200: contract.sourceInfo, 201: contract.sourceInfo },
  },
  {
    method: "post",
    path: "/api/sources/insights",
    summary: "Ask a log group in AWS through Logs Insights, without copying it",
    body: contract.insightsRequest,
    answers: { 200: contract.insights },
  },
  {
    method: "get",
    path: "/api/sources/{id}",
    summary: "One source, and how far it is",
    path_params: id,
    answers: { 200: contract.sourceInfo },
  },
  {
    method: "delete",
    path: "/api/sources/{id}",
    summary: "Remove a source and its records",
    path_params: id,
    answers: { 204: null },
  },
  {
    method: "post",
    path: "/api/sources/{id}/pause",
    summary: "Stop reading a source",
    path_params: id,
    answers: { 200: contract.sourceInfo },
  },
  {
    method: "post",
    path: "/api/sources/{id}/resume",
    summary: "Go on reading a source",
    path_params: id,
    answers: { 200: contract.sourceInfo },
  },
];
