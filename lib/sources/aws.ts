import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { EC2Client } from "@aws-sdk/client-ec2";
import { S3Client } from "@aws-sdk/client-s3";
import { SQSClient } from "@aws-sdk/client-sqs";
import { fromNodeProviderChain, fromTemporaryCredentials } from "@aws-sdk/credential-providers";
import type { AwsPlace } from "./source";
import { BEFORE_READING, whole } from "./whole-answer";

// The SDK would say on the terminal that its later versions need a newer Node than ours does.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

/** The clients of one Region and role. */
export interface PlaceClients {
  /** Makes one attempt a call: every attempt counts against the quota, so the caller repeats it through its limiter. */
  readonly logs: CloudWatchLogsClient;
  readonly ec2: EC2Client;
  readonly s3: S3Client;
  readonly sqs: SQSClient;
}

/** How long AWS may take, in milliseconds. */
export interface Patience {
  readonly connectMs: number;
  /** Until an answer begins. */
  readonly answerMs: number;
  /** Between two pieces of an answer: a line that died in the middle of a body says nothing else. */
  readonly silenceMs: number;
}

/** CloudWatch Logs may search for long before it answers. */
const PATIENCE: Patience = { connectMs: 10_000, answerMs: 60_000, silenceMs: 60_000 };
/** S3 answers at once, and goes on once it has begun. */
const S3_SILENCE_MS = 30_000;
/** A long poll of SQS is silent for 20 seconds when there is nothing to say. */
const SQS_SILENCE_MS = 45_000;

const keyOf = (place: AwsPlace): string => JSON.stringify([place.region, place.roleArn, place.externalId]);

/**
 * Makes AWS clients. Credentials come from the SDK's default chain only (environment, profile, SSO, web identity,
 * container, instance), the role to assume on top of them; endpoints come from the environment only
 * (`AWS_ENDPOINT_URL`, `AWS_ENDPOINT_URL_CLOUDWATCH_LOGS` ...). Nothing of this is stored, logged or put into SQL.
 */
export class AwsClients {
  readonly #places = new Map<string, PlaceClients>();

  /** @param patience for tests that cannot wait. */
  constructor(private readonly patience: Patience = PATIENCE) {}

  /** The clients of a place, made once. */
  at(place: AwsPlace): PlaceClients {
    const key = keyOf(place);
    let clients = this.#places.get(key);
    if (!clients) {
      clients = makeClients(place, this.patience);
      this.#places.set(key, clients);
    }
    return clients;
  }

  /**
   * Forgets a place's clients and their credentials: the next call resolves them anew. For credentials that have expired.
   * @param used the clients that met the error; newer ones stay.
   */
  forget(place: AwsPlace, used: PlaceClients): void {
    const key = keyOf(place);
    if (this.#places.get(key) === used) this.#places.delete(key);
  }

  close(): void {
    for (const clients of this.#places.values()) destroy(clients);
    this.#places.clear();
  }
}

function destroy(clients: PlaceClients): void {
  for (const client of [clients.logs, clients.ec2, clients.s3, clients.sqs]) client.destroy();
}

/** The SDK's default chain, and the role on top of it. Files are read anew each time, so a renewed key counts. */
function credentialsOf(place: AwsPlace) {
  const own = fromNodeProviderChain({ ignoreCache: true, clientConfig: { region: place.region } });
  if (!place.roleArn) return own;
  return fromTemporaryCredentials({
    masterCredentials: own,
    params: {
      RoleArn: place.roleArn,
      RoleSessionName: "flowglass",
      ...(place.externalId && { ExternalId: place.externalId }),
    },
    clientConfig: { region: place.region },
  });
}

function makeClients(place: AwsPlace, { connectMs, answerMs, silenceMs }: Patience): PlaceClients {
  const handler = (silence: number) => ({
    connectionTimeout: connectMs,
    requestTimeout: answerMs,
    socketTimeout: silence,
    throwOnRequestTimeout: true,
  });
  const common = { region: place.region, requestHandler: handler(silenceMs), credentials: credentialsOf(place) };
  // Stand-ins for S3 seldom answer to a bucket's own host name.
  const ownEndpoint = Boolean(process.env.AWS_ENDPOINT_URL_S3 || process.env.AWS_ENDPOINT_URL);
  const logs = new CloudWatchLogsClient({ ...common, maxAttempts: 1 });
  const ec2 = new EC2Client(common);
  const sqs = new SQSClient({ ...common, requestHandler: handler(SQS_SILENCE_MS), maxAttempts: 1 });
  logs.middlewareStack.add((next) => async (args) => whole(await next(args)), BEFORE_READING);
  ec2.middlewareStack.add((next) => async (args) => whole(await next(args)), BEFORE_READING);
  sqs.middlewareStack.add((next) => async (args) => whole(await next(args)), BEFORE_READING);
  return {
    logs,
    ec2,
    s3: new S3Client({
      ...common,
      requestHandler: handler(Math.min(silenceMs, S3_SILENCE_MS)),
      followRegionRedirects: true,
      forcePathStyle: ownEndpoint,
    }),
    sqs,
  };
}
