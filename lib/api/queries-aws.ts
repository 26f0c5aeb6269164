/** React Query options for what the AWS account holds. */

import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "./client";
import type { AwsPlaceParams, AwsSearchParams, AwsStreamParams } from "./contract";
import { FRESH } from "./queries";

/** AWS's regions do not change while the server runs, nor does its own configuration. */
export const awsRegionsQuery = () =>
  queryOptions({
    queryKey: ["aws", "regions"],
    queryFn: ({ signal }) => api.awsRegions(signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

const aws = { staleTime: FRESH, refetchOnWindowFocus: false } as const;

export const awsFlowLogsQuery = (params: AwsPlaceParams) =>
  queryOptions({
    ...aws,
    queryKey: ["aws", "flow-logs", params],
    queryFn: ({ signal }) => api.awsFlowLogs(params, signal),
  });

export const awsLogGroupsQuery = (params: AwsSearchParams) =>
  queryOptions({
    ...aws,
    queryKey: ["aws", "log-groups", params],
    queryFn: ({ signal }) => api.awsLogGroups(params, signal),
    placeholderData: keepPreviousData,
  });

export const awsLogStreamsQuery = (params: AwsStreamParams) =>
  queryOptions({
    ...aws,
    queryKey: ["aws", "log-streams", params],
    queryFn: ({ signal }) => api.awsLogStreams(params, signal),
    placeholderData: keepPreviousData,
  });

export const awsBucketsQuery = (params: AwsSearchParams) =>
  queryOptions({
    ...aws,
    queryKey: ["aws", "buckets", params],
    queryFn: ({ signal }) => api.awsBuckets(params, signal),
    placeholderData: keepPreviousData,
  });

export const awsDoctorQuery = (params: AwsPlaceParams) =>
  queryOptions({ ...aws, queryKey: ["aws", "doctor", params], queryFn: ({ signal }) => api.awsDoctor(params, signal) });
