/**
 * One React Query options function per question: the same key, fetcher and staleness wherever a question is asked.
 * The key holds the question's parameters, so equal questions share one answer. While parameters change, the answer
 * before stays (`isPlaceholderData`), to be drawn dimmed.
 */

import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "./client";
import type {
  BoundsParams,
  CompareParams,
  ConversationParams,
  CoverageParams,
  FactsParams,
  FindingsParams,
  HostParams,
  HostPeersParams,
  HostSeriesParams,
  HostServicesParams,
  ImportState,
  RecordsParams,
  RejectionsParams,
  RelatedParams,
  RetentionRule,
  SankeyParams,
  SeriesParams,
  Source,
  SummaryParams,
  TopologyParams,
  TopParams,
  ValuesParams,
} from "./contract";

/** Milliseconds for which an answer counts as fresh. */
export const FRESH = 30_000;
const WHILE_RUNNING = 700;

const common = { staleTime: FRESH, placeholderData: keepPreviousData } as const;

/** Key of everything that reads records: invalidate it when an import ends or is removed. */
export const RECORDS_KEY = ["flows"] as const;

export const boundsQuery = (params: BoundsParams = {}) =>
  queryOptions({
    ...common,
    queryKey: ["flows", "bounds", params],
    queryFn: ({ signal }) => api.bounds(params, signal),
  });

export const summaryQuery = (params: SummaryParams) =>
  queryOptions({
    ...common,
    queryKey: ["flows", "summary", params],
    queryFn: ({ signal }) => api.summary(params, signal),
  });

export const seriesQuery = (params: SeriesParams) =>
  queryOptions({
    ...common,
    queryKey: ["flows", "series", params],
    queryFn: ({ signal }) => api.series(params, signal),
  });

export const topQuery = (params: TopParams) =>
  queryOptions({ ...common, queryKey: ["flows", "top", params], queryFn: ({ signal }) => api.top(params, signal) });

/** Pages of records; `data.pages[n].records`. */
export const recordsQuery = (params: Omit<RecordsParams, "cursor">) =>
  infiniteQueryOptions({
    ...common,
    queryKey: ["flows", "records", params],
    queryFn: ({ signal, pageParam }) => api.records({ ...params, cursor: pageParam ?? undefined }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export const recordQuery = (id: string) =>
  queryOptions({
    queryKey: ["flows", "record", id],
    queryFn: ({ signal }) => api.record(id, signal),
    staleTime: FRESH,
  });

export const relatedQuery = (params: RelatedParams) =>
  queryOptions({
    queryKey: ["flows", "related", params],
    queryFn: ({ signal }) => api.related(params, signal),
    staleTime: FRESH,
  });

export const conversationQuery = (params: ConversationParams) =>
  queryOptions({
    ...common,
    queryKey: ["flows", "conversation", params],
    queryFn: ({ signal }) => api.conversation(params, signal),
  });

export const rejectionsQuery = (params: RejectionsParams) =>
  queryOptions({
    ...common,
    queryKey: ["flows", "rejections", params],
    queryFn: ({ signal }) => api.rejections(params, signal),
  });

export const hostQuery = (params: HostParams) =>
  queryOptions({
    ...common,
    queryKey: ["flows", "host", params],
    queryFn: ({ signal }) => api.host(params, signal),
  });

export const hostSeriesQuery = (params: HostSeriesParams) =>
  queryOptions({
    ...common,
    queryKey: ["flows", "host", "series", params],
    queryFn: ({ signal }) => api.hostSeries(params, signal),
  });

export const hostPeersQuery = (params: HostPeersParams) =>
  queryOptions({
    ...common,
    queryKey: ["flows", "host", "peers", params],
    queryFn: ({ signal }) => api.hostPeers(params, signal),
  });

export const hostServicesQuery = (params: HostServicesParams) =>
  queryOptions({
    ...common,
    queryKey: ["flows", "host", "services", params],
    queryFn: ({ signal }) => api.hostServices(params, signal),
  });

export const topologyQuery = (params: TopologyParams) =>
  queryOptions({
    ...common,
    queryKey: ["flows", "topology", params],
    queryFn: ({ signal }) => api.topology(params, signal),
  });

export const sankeyQuery = (params: SankeyParams) =>
  queryOptions({
    ...common,
    queryKey: ["flows", "sankey", params],
    queryFn: ({ signal }) => api.sankey(params, signal),
  });

export const compareQuery = (params: CompareParams) =>
  queryOptions({
    ...common,
    queryKey: ["flows", "compare", params],
    queryFn: ({ signal }) => api.compare(params, signal),
  });

export const valuesQuery = (params: ValuesParams) =>
  queryOptions({
    ...common,
    queryKey: ["flows", "values", params],
    queryFn: ({ signal }) => api.values(params, signal),
  });

export const coverageQuery = (params: CoverageParams) =>
  queryOptions({
    ...common,
    queryKey: ["flows", "coverage", params],
    queryFn: ({ signal }) => api.coverage(params, signal),
  });

export const factsQuery = (params: FactsParams) =>
  queryOptions({ ...common, queryKey: ["flows", "facts", params], queryFn: ({ signal }) => api.facts(params, signal) });

/** While a search is under way, it is looked at again soon. */
const WHILE_SEARCHING = 1500;

/** What is unusual; asked again while a search is under way. */
export const findingsQuery = (params: Omit<FindingsParams, "wait">) =>
  queryOptions({
    ...common,
    queryKey: ["flows", "findings", params],
    queryFn: ({ signal }) => api.findings({ ...params, wait: "false" }, signal),
    refetchInterval: ({ state }) => (state.data?.state === "computing" ? WHILE_SEARCHING : false),
  });

/** The thresholds of findings. */
export const findingSettingsQuery = () =>
  queryOptions({
    queryKey: ["finding-settings"],
    queryFn: ({ signal }) => api.findingSettings(signal),
  });

/** Fields never change while the server runs. */
export const fieldsQuery = () =>
  queryOptions({
    queryKey: ["fields"],
    queryFn: ({ signal }) => api.fields(signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const healthQuery = () =>
  queryOptions({ queryKey: ["health"], queryFn: ({ signal }) => api.health(signal), staleTime: FRESH });

/** True while an import still changes. */
export const isUnderWay = (state: ImportState): boolean => state === "queued" || state === "running";

/** Every import; asked again while one of them is under way. */
export const importsQuery = () =>
  queryOptions({
    queryKey: ["imports"],
    queryFn: ({ signal }) => api.imports(signal),
    refetchInterval: ({ state }) => (state.data?.imports.some((one) => isUnderWay(one.state)) ? WHILE_RUNNING : false),
  });

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ["imports", id],
    queryFn: ({ signal }) => api.import(id, signal),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data.state) ? WHILE_RUNNING : false),
  });

/** Key of everything about sources: invalidate it when one is added, paused, resumed or removed. */
export const SOURCES_KEY = ["sources"] as const;

const WHILE_READING = 1000;
const WHILE_FOLLOWING = 5000;

/** How soon a source is worth asking for again; false: it does not change by itself. */
const refetchOf = (sources: readonly Source[]): number | false => {
  if (sources.some((source) => source.state === "reading")) return WHILE_READING;
  return sources.some((source) => source.state === "following" || source.state === "failed") ? WHILE_FOLLOWING : false;
};

/** Every source, newest first; asked again while one of them reads. */
export const sourcesQuery = () =>
  queryOptions({
    queryKey: SOURCES_KEY,
    queryFn: ({ signal }) => api.sources(signal),
    refetchInterval: ({ state }) => refetchOf(state.data?.sources ?? []),
  });

/** Key of retention: invalidate it when rules change, and when records were removed. */
export const RETENTION_KEY = ["retention"] as const;

/** What each input holds, and the rules; asked again while something is being dropped. */
export const retentionQuery = () =>
  queryOptions({
    queryKey: RETENTION_KEY,
    queryFn: ({ signal }) => api.retention(signal),
    staleTime: FRESH,
    refetchInterval: ({ state }) => (state.data?.running ? WHILE_READING : 60_000),
  });

/** What rules would remove, before they are kept. */
export const retentionPreviewQuery = (rules: readonly RetentionRule[]) =>
  queryOptions({
    queryKey: [...RETENTION_KEY, "preview", rules],
    queryFn: ({ signal }) => api.setRetention({ rules: [...rules], dry_run: true }, signal),
    staleTime: FRESH,
    placeholderData: keepPreviousData,
  });
