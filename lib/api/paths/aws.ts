/** What the AWS account holds. */

import * as contract from "../contract";
import type { Endpoint } from "./endpoint";

export const AWS: readonly Endpoint[] = [
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
    path: "/api/aws/log-streams",
    summary: "The streams of a log group, found by a part of their name",
    params: contract.awsStreamParams,
    answers: { 200: contract.awsLogStreams },
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
];
