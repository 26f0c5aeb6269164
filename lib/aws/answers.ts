/** The answers of `/api/aws/…`: what was found, and what failed beside it. */

import type {
  AwsBuckets,
  AwsDoctor,
  AwsFlowLogs,
  AwsLogGroups,
  AwsLogStreams,
  AwsPlaceParams,
  AwsRegions,
  AwsSearchParams,
  CheckedAwsStreamParams,
} from "../api/contract";
import { examine } from "../doctor";
import { REGIONS } from "../setup";
import { accountOf } from "./account";
import { askAt } from "./ask";
import { searchBuckets } from "./buckets";
import { discover } from "./discover";
import { listFlowLogs } from "./ec2";
import { searchLogGroups } from "./log-groups";
import { searchLogStreams } from "./log-streams";
import { placeOf, presentFlowLog } from "./present";
import { defaultRegion } from "./regions";

const MOST = 50;
/** Streams of one group: 20 pages of AWS's, four seconds at its quota. */
const MOST_STREAMS = 1000;

export async function answerRegions(): Promise<AwsRegions> {
  return { regions: REGIONS.map(([code, name]) => ({ code, name })), default: await defaultRegion() };
}

export function answerFlowLogs(params: AwsPlaceParams, signal: AbortSignal): Promise<AwsFlowLogs> {
  const { region } = params;
  return askAt(placeOf(params), signal, async (asker) => {
    const asked = await listFlowLogs(asker);
    if (!asked.ok) return { account: null, region, flow_logs: null, failures: [asked.failure] };
    const account = await accountOf(asker, { flowLogs: asked.value });
    return { account, region, flow_logs: asked.value.map(presentFlowLog), failures: [] };
  });
}

export function answerLogGroups(params: AwsSearchParams, signal: AbortSignal): Promise<AwsLogGroups> {
  return askAt(placeOf(params), signal, async (asker) => {
    const asked = await searchLogGroups(asker, params.search ?? "", MOST);
    if (!asked.ok) return { log_groups: null, more: false, failures: [asked.failure] };
    const groups = asked.value.items.map(({ name, retention, bytes }) => ({
      name,
      retention_days: retention,
      stored_bytes: bytes,
    }));
    return { log_groups: groups, more: asked.value.more, failures: [] };
  });
}

export function answerLogStreams(
  { log_group, ...params }: CheckedAwsStreamParams,
  signal: AbortSignal,
): Promise<AwsLogStreams> {
  return askAt(placeOf(params), signal, async (asker) => {
    const asked = await searchLogStreams(asker, log_group, params.search, MOST_STREAMS);
    if (!asked.ok) return { streams: null, more: false, failures: [asked.failure] };
    const streams = asked.value.items.map(({ name, lastEvent }) => ({ name, last_event: lastEvent }));
    return { streams, more: asked.value.more, failures: [] };
  });
}

export function answerBuckets(params: AwsSearchParams, signal: AbortSignal): Promise<AwsBuckets> {
  return askAt(placeOf(params), signal, async (asker) => {
    const asked = await searchBuckets(asker, params.search ?? "", MOST);
    if (!asked.ok) return { buckets: null, more: false, failures: [asked.failure] };
    return { buckets: [...asked.value.items], more: asked.value.more, failures: [] };
  });
}

export async function answerDoctor(params: AwsPlaceParams, signal: AbortSignal): Promise<AwsDoctor> {
  const { facts, failures } = await askAt(placeOf(params), signal, discover);
  const { findings, checks } = examine(facts);
  return {
    account: facts.account,
    region: facts.region,
    findings: findings.map(({ details, about, remedies, ...finding }) => ({
      ...finding,
      details: [...details],
      about: [...about],
      remedies: [...remedies],
    })),
    checks: checks.map(({ unknown, ...check }) => ({ ...check, unknown: [...unknown] })),
    failures: [...failures],
  };
}
