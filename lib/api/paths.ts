/** Every endpoint of the API, once: its method, path, parameters and answer. The description and the docs derive from it. */

import { z } from "zod";
import * as contract from "./contract";

/** One endpoint. */
export interface Endpoint {
  readonly method: "get" | "post" | "delete";
  readonly path: string;
  readonly summary: string;
  /** Parameters in the path. */
  readonly path_params?: z.ZodObject;
  /** Parameters in the query string. */
  readonly params?: z.ZodObject;
  /** A JSON body. */
  readonly body?: z.ZodType;
  /** A body that is a file's bytes. */
  readonly takesFile?: boolean;
  /** Answers by status; a text is the media type of a file, null is no body. */
  readonly answers: Readonly<Record<number, z.ZodType | string | null>>;
}

const id = z.object({ id: z.string() });

export const ENDPOINTS: readonly Endpoint[] = [
  {
    method: "get",
    path: "/api/summary",
    summary: "Totals of a view",
    params: contract.summaryParams,
    answers: { 200: contract.summary },
  },
  {
    method: "get",
    path: "/api/series",
    summary: "A measure over time, in all or split by a field",
    params: contract.seriesParams,
    answers: { 200: contract.series },
  },
  {
    method: "get",
    path: "/api/top",
    summary: "Who, or what, has the most of a measure",
    params: contract.topParams,
    answers: { 200: contract.top },
  },
  {
    method: "get",
    path: "/api/records",
    summary: "The matching records, page by page",
    params: contract.recordsParams,
    answers: { 200: contract.records },
  },
  {
    method: "get",
    path: "/api/records/{id}",
    summary: "One record",
    path_params: id,
    answers: { 200: contract.flowRecord },
  },
  {
    method: "get",
    path: "/api/related",
    summary: "All that belongs to one record",
    params: contract.relatedParams,
    answers: { 200: contract.related },
  },
  {
    method: "get",
    path: "/api/conversation",
    summary: "What happened between two addresses",
    params: contract.conversationParams,
    answers: { 200: contract.conversation },
  },
  {
    method: "get",
    path: "/api/rejections",
    summary: "Who is refused where, and what has changed",
    params: contract.rejectionsParams,
    answers: { 200: contract.rejections },
  },
  {
    method: "get",
    path: "/api/host",
    summary: "What a host is, what it sent and received, and where it was logged",
    params: contract.hostParams,
    answers: { 200: contract.host },
  },
  {
    method: "get",
    path: "/api/host/series",
    summary: "A host's traffic over time, each way",
    params: contract.hostSeriesParams,
    answers: { 200: contract.hostSeries },
  },
  {
    method: "get",
    path: "/api/host/peers",
    summary: "With whom a host has the most traffic",
    params: contract.hostPeersParams,
    answers: { 200: contract.hostPeers },
  },
  {
    method: "get",
    path: "/api/host/services",
    summary: "The services that a host offers and uses",
    params: contract.hostServicesParams,
    answers: { 200: contract.hostServices },
  },
  {
    method: "get",
    path: "/api/topology",
    summary: "Who talks to whom",
    params: contract.topologyParams,
    answers: { 200: contract.topology },
  },
  {
    method: "get",
    path: "/api/sankey",
    summary: "From whom, over which service, to whom",
    params: contract.sankeyParams,
    answers: { 200: contract.sankey },
  },
  {
    method: "get",
    path: "/api/compare",
    summary: "A top list beside that of the period before",
    params: contract.compareParams,
    answers: { 200: contract.compare },
  },
  {
    method: "get",
    path: "/api/values",
    summary: "The values of a field that occur in a view",
    params: contract.valuesParams,
    answers: { 200: contract.values },
  },
  {
    method: "get",
    path: "/api/coverage",
    summary: "Where the log has records, where there was no traffic, and where records were lost",
    params: contract.coverageParams,
    answers: { 200: contract.coverage },
  },
  {
    method: "get",
    path: "/api/facts",
    summary: "Which condition of a filter leaves nothing",
    params: contract.factsParams,
    answers: { 200: contract.facts },
  },
  {
    method: "get",
    path: "/api/bounds",
    summary: "What the store holds, from when to when",
    params: contract.boundsParams,
    answers: { 200: contract.bounds },
  },
  {
    method: "get",
    path: "/api/export",
    summary: "The matching records as a file",
    params: contract.exportParams,
    answers: { 200: "application/octet-stream" },
  },
  {
    method: "get",
    path: "/api/fields",
    summary: "Every field, and what traffic can be grouped by",
    answers: { 200: contract.fields },
  },
  {
    method: "get",
    path: "/api/findings",
    summary: "What is unusual, with the evidence",
    params: contract.findingsParams,
    answers: { 200: contract.findings },
  },
  {
    method: "get",
    path: "/api/findings/settings",
    summary: "The thresholds that findings are judged by",
    answers: { 200: contract.detectSettings },
  },
  {
    method: "post",
    path: "/api/findings/settings",
    summary: "Set the thresholds: the body is the settings; what it leaves out goes back to its default",
    answers: { 200: contract.detectSettings },
  },
  {
    method: "post",
    path: "/api/findings/{id}/dismiss",
    summary: "Dismiss a finding: the body is { reason }",
    path_params: id,
    answers: { 200: contract.dismissal },
  },
  {
    method: "delete",
    path: "/api/findings/{id}/dismiss",
    summary: "Take a dismissal back",
    path_params: id,
    answers: { 204: null },
  },
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
    method: "get",
    path: "/api/imports",
    summary: "Every import, newest first",
    answers: { 200: contract.importList },
  },
  {
    method: "post",
    path: "/api/imports",
    summary: "Import a file: the body is its bytes",
    params: contract.importParams,
    takesFile: true,
    answers: { 201: contract.importInfo, 202: contract.importInfo },
  },
  {
    method: "get",
    path: "/api/imports/{id}",
    summary: "One import, also while it runs",
    path_params: id,
    answers: { 200: contract.importInfo },
  },
  {
    method: "delete",
    path: "/api/imports/{id}",
    summary: "Cancel an import, or remove what it added",
    path_params: id,
    answers: { 204: null },
  },
  {
    method: "post",
    path: "/api/imports/{id}/retry",
    summary: "Start a failed import again with the field order given",
    path_params: id,
    params: contract.retryParams,
    answers: { 202: contract.importInfo },
  },
  {
    method: "get",
    path: "/api/aws/regions",
    summary: "AWS's regions, and the one of the server's own configuration",
    answers: { 200: contract.awsRegions },
  },
  {
    method: "get",
    path: "/api/aws/flow-logs",
    summary: "The account's flow logs in a region",
    params: contract.awsPlaceParams,
    answers: { 200: contract.awsFlowLogs },
  },
  {
    method: "get",
    path: "/api/aws/log-groups",
    summary: "Log groups, found by a part of their name",
    params: contract.awsSearchParams,
    answers: { 200: contract.awsLogGroups },
  },
  {
    method: "get",
    path: "/api/aws/buckets",
    summary: "Buckets, found by a part of their name",
    params: contract.awsSearchParams,
    answers: { 200: contract.awsBuckets },
  },
  {
    method: "get",
    path: "/api/aws/doctor",
    summary: "What could be better about the account's flow logs",
    params: contract.awsPlaceParams,
    answers: { 200: contract.awsDoctor },
  },
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
    answers: { 201: contract.sourceInfo },
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
  {
    method: "post",
    path: "/api/demo",
    summary: "Load the bundled sample",
    answers: { 202: contract.importList },
  },
  {
    method: "post",
    path: "/api/login",
    summary: "Trade the server's token for a session cookie: the body is { token }",
    answers: { 204: null },
  },
];
