import type {
  AwsBuckets,
  AwsDoctor,
  AwsFlowLogs,
  AwsLogGroups,
  AwsLogStreams,
  AwsPlaceParams,
  AwsRegions,
  AwsSearchParams,
  AwsStreamParams,
  Bounds,
  BoundsParams,
  Compare,
  CompareParams,
  Conversation,
  ConversationParams,
  Coverage,
  CoverageParams,
  DetectSettings,
  DetectSettingsInput,
  Dismissal,
  ExportParams,
  Facts,
  FactsParams,
  Fields,
  Findings,
  FindingsParams,
  FlowRecord,
  Health,
  Host,
  HostParams,
  HostPeers,
  HostPeersParams,
  HostSeries,
  HostSeriesParams,
  HostServices,
  HostServicesParams,
  Import,
  ImportList,
  Insights,
  InsightsRequest,
  Problem,
  Records,
  RecordsParams,
  Rejections,
  RejectionsParams,
  Related,
  RelatedParams,
  Retention,
  RetentionRequest,
  Sankey,
  SankeyParams,
  Series,
  SeriesParams,
  Source,
  SourceList,
  SourceRequest,
  Summary,
  SummaryParams,
  Top,
  Topology,
  TopologyParams,
  TopParams,
  Values,
  ValuesParams,
} from "./contract";

/** An answer of the API that is an error: the fields of its problem document (RFC 9457). */
export class ApiProblem extends Error {
  override readonly name = "ApiProblem";
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }

  get status(): number {
    return this.problem.status;
  }
}

/** What may go into a query string; undefined, null and "" are left out. */
export type QueryValue = string | number | boolean | null | undefined;

/** Writes parameters as a query string, with the leading `?` when there are any. Keys are sorted, so equal questions are equal text. */
export function queryString(params: object): string {
  const search = new URLSearchParams();
  const entries: [string, QueryValue][] = Object.entries(params);
  for (const [key, value] of entries.sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (value !== undefined && value !== null && value !== "") search.set(key, String(value));
  }
  const text = search.toString();
  return text ? `?${text}` : "";
}

/** Reads the problem document of an answer; makes one up when the answer is something else. */
async function problemOf(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => null);
  if (typeof body === "object" && body !== null && "detail" in body && "title" in body) {
    return new ApiProblem(body as Problem);
  }
  const detail = `The server answered ${response.status} without saying why.`;
  return new ApiProblem({
    type: "about:blank",
    title: response.statusText || "Error",
    status: response.status,
    detail,
  });
}

async function send<Answer>(path: string, init: RequestInit): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(path, { ...init, headers: { accept: "application/json", ...init.headers } });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    const detail = "The server cannot be reached. Check that Flowglass is still running.";
    throw new ApiProblem({ type: "about:blank", title: "No connection", status: 0, detail });
  }
  if (!response.ok) throw await problemOf(response);
  return response.status === 204 ? (undefined as Answer) : ((await response.json()) as Answer);
}

function get<Answer>(path: string, params: object, signal?: AbortSignal): Promise<Answer> {
  return send(`${path}${queryString(params)}`, { signal });
}

/** The HTTP API, typed. Every call throws ApiProblem on an error answer, and the abort reason when `signal` is aborted. */
export const api = {
  health: (signal?: AbortSignal) => get<Health>("/api/health", {}, signal),
  fields: (signal?: AbortSignal) => get<Fields>("/api/fields", {}, signal),
  bounds: (params: BoundsParams, signal?: AbortSignal) => get<Bounds>("/api/bounds", params, signal),
  summary: (params: SummaryParams, signal?: AbortSignal) => get<Summary>("/api/summary", params, signal),
  series: (params: SeriesParams, signal?: AbortSignal) => get<Series>("/api/series", params, signal),
  top: (params: TopParams, signal?: AbortSignal) => get<Top>("/api/top", params, signal),
  records: (params: RecordsParams, signal?: AbortSignal) => get<Records>("/api/records", params, signal),
  record: (id: string, signal?: AbortSignal) => get<FlowRecord>(`/api/records/${encodeURIComponent(id)}`, {}, signal),
  related: (params: RelatedParams, signal?: AbortSignal) => get<Related>("/api/related", params, signal),
  conversation: (params: ConversationParams, signal?: AbortSignal) =>
    get<Conversation>("/api/conversation", params, signal),
  rejections: (params: RejectionsParams, signal?: AbortSignal) => get<Rejections>("/api/rejections", params, signal),
  host: (params: HostParams, signal?: AbortSignal) => get<Host>("/api/host", params, signal),
  hostSeries: (params: HostSeriesParams, signal?: AbortSignal) => get<HostSeries>("/api/host/series", params, signal),
  hostPeers: (params: HostPeersParams, signal?: AbortSignal) => get<HostPeers>("/api/host/peers", params, signal),
  hostServices: (params: HostServicesParams, signal?: AbortSignal) =>
    get<HostServices>("/api/host/services", params, signal),
  topology: (params: TopologyParams, signal?: AbortSignal) => get<Topology>("/api/topology", params, signal),
  sankey: (params: SankeyParams, signal?: AbortSignal) => get<Sankey>("/api/sankey", params, signal),
  compare: (params: CompareParams, signal?: AbortSignal) => get<Compare>("/api/compare", params, signal),
  values: (params: ValuesParams, signal?: AbortSignal) => get<Values>("/api/values", params, signal),
  coverage: (params: CoverageParams, signal?: AbortSignal) => get<Coverage>("/api/coverage", params, signal),
  facts: (params: FactsParams, signal?: AbortSignal) => get<Facts>("/api/facts", params, signal),
  imports: (signal?: AbortSignal) => get<ImportList>("/api/imports", {}, signal),
  import: (id: string, signal?: AbortSignal) => get<Import>(`/api/imports/${encodeURIComponent(id)}`, {}, signal),
  removeImport: (id: string) => send<unknown>(`/api/imports/${encodeURIComponent(id)}`, { method: "DELETE" }),
  retryImport: (id: string, format: string) =>
    send<Import>(`/api/imports/${encodeURIComponent(id)}/retry${queryString({ format })}`, { method: "POST" }),
  awsRegions: (signal?: AbortSignal) => get<AwsRegions>("/api/aws/regions", {}, signal),
  awsFlowLogs: (params: AwsPlaceParams, signal?: AbortSignal) => get<AwsFlowLogs>("/api/aws/flow-logs", params, signal),
  awsLogGroups: (params: AwsSearchParams, signal?: AbortSignal) =>
    get<AwsLogGroups>("/api/aws/log-groups", params, signal),
  awsLogStreams: (params: AwsStreamParams, signal?: AbortSignal) =>
    get<AwsLogStreams>("/api/aws/log-streams", params, signal),
  awsBuckets: (params: AwsSearchParams, signal?: AbortSignal) => get<AwsBuckets>("/api/aws/buckets", params, signal),
  awsDoctor: (params: AwsPlaceParams, signal?: AbortSignal) => get<AwsDoctor>("/api/aws/doctor", params, signal),
  sources: (signal?: AbortSignal) => get<SourceList>("/api/sources", {}, signal),
  source: (id: string, signal?: AbortSignal) => get<Source>(`/api/sources/${encodeURIComponent(id)}`, {}, signal),
  addSource: (request: SourceRequest) =>
    send<Source>("/api/sources", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(request),
    }),
  askInPlace: (request: InsightsRequest, signal?: AbortSignal) =>
    send<Insights>("/api/sources/insights", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(request),
      signal,
    }),
  pauseSource: (id: string) => send<Source>(`/api/sources/${encodeURIComponent(id)}/pause`, { method: "POST" }),
  resumeSource: (id: string) => send<Source>(`/api/sources/${encodeURIComponent(id)}/resume`, { method: "POST" }),
  removeSource: (id: string) => send<unknown>(`/api/sources/${encodeURIComponent(id)}`, { method: "DELETE" }),
  findings: (params: FindingsParams, signal?: AbortSignal) => get<Findings>("/api/findings", params, signal),
  findingSettings: (signal?: AbortSignal) => get<DetectSettings>("/api/findings/settings", {}, signal),
  setFindingSettings: (settings: DetectSettingsInput) =>
    send<DetectSettings>("/api/findings/settings", { method: "POST", body: JSON.stringify(settings) }),
  dismissFinding: (id: string, reason: string) =>
    send<Dismissal>(`/api/findings/${encodeURIComponent(id)}/dismiss`, {
      method: "POST",
      body: JSON.stringify({ reason }),
    }),
  restoreFinding: (id: string) =>
    send<unknown>(`/api/findings/${encodeURIComponent(id)}/dismiss`, { method: "DELETE" }),
  retention: (signal?: AbortSignal) => get<Retention>("/api/retention", {}, signal),
  setRetention: (request: RetentionRequest, signal?: AbortSignal) =>
    send<Retention>("/api/retention", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(request),
      signal,
    }),
  loadDemo: () => send<ImportList>("/api/demo", { method: "POST" }),
} as const;

/** The address of an export, for a download link. */
export function exportUrl(params: ExportParams): string {
  return `/api/export${queryString(params)}`;
}
