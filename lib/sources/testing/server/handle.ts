import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import type { Call, Failures } from "./calls";
import { AwsFault } from "./fault";
import { Form } from "./form";
import type { Caller, Identities } from "./identity";
import type { Now, Quotas } from "./quota";
import type { Regions } from "./region";
import type { Service } from "./services";

/** What answering a request takes. */
export interface Answering {
  readonly now: Now;
  readonly services: ReadonlyMap<string, Service>;
  readonly identities: Identities;
  readonly regions: Regions;
  readonly failures: Failures;
  readonly quotas: Quotas;
  /** Requests a second for an action, or null for as many as may be. */
  readonly perSecond: (service: Service, action: string) => number | null;
  readonly record: (call: Call) => void;
}

interface Asked {
  readonly service: Service;
  readonly action: string;
  readonly input: unknown;
}

/** Answers one request as AWS would. */
export async function handle(answering: Answering, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const asked = read(answering.services, request, await text(request));
  if (!asked) {
    response.writeHead(404).end("This server knows CloudWatch Logs, EC2, STS and IAM only.");
    return;
  }
  const { service, action, input } = asked;
  let caller: Caller | null = null;
  let fault: AwsFault | null = null;
  let answer: unknown;
  const failure = answering.failures.take(action, input);
  try {
    const header = request.headers["x-amz-security-token"];
    caller = answering.identities.caller(request.headers.authorization, Array.isArray(header) ? header[0] : header);
    if (failure && !failure.cut) throw new AwsFault(failure.code, failure.message ?? failure.code, failure.status);
    if (!failure) answer = run(answering, asked, caller);
  } catch (error) {
    if (!(error instanceof AwsFault)) throw error;
    fault = error;
  }
  answering.record({
    service: service.name,
    action,
    at: answering.now(),
    account: caller?.account ?? "",
    region: caller?.region ?? "",
    input,
    status: failure?.cut ? 0 : (fault?.status ?? 200),
    error: failure?.cut ? "cut" : (fault?.code ?? null),
    events: (answer as { events?: readonly unknown[] } | undefined)?.events?.length ?? 0,
  });
  if (failure?.cut) request.socket.destroy();
  else if (fault) service.protocol.fault(response, fault);
  else service.protocol.ok(response, action, answer);
}

function run(answering: Answering, { service, action, input }: Asked, caller: Caller): unknown {
  if (!service.has(action)) {
    throw new AwsFault(
      service.name === "logs" ? "UnknownOperationException" : "InvalidAction",
      `No such action: ${action}`,
    );
  }
  if (answering.identities.isDenied(`${service.name}:${action}`)) throw service.denied(caller, action, input);
  const perSecond = answering.perSecond(service, action);
  const key = `${caller.account}/${caller.region}/${service.name}/${action}`;
  if (perSecond !== null && !answering.quotas.take(key, perSecond)) throw service.throttled;
  return service.run(action, caller, answering.regions.at(caller.account, caller.region), input);
}

function read(services: ReadonlyMap<string, Service>, request: IncomingMessage, body: string): Asked | null {
  const target = request.headers["x-amz-target"];
  if (typeof target === "string") {
    const [version = "", action = ""] = target.split(".");
    const service = services.get(version);
    return service ? { service, action, input: JSON.parse(body || "{}") as unknown } : null;
  }
  const form = Form.parse(body);
  const service = services.get(form.text("Version") ?? "");
  return service ? { service, action: form.text("Action") ?? "", input: form } : null;
}
