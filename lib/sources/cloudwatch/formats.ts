import { DescribeFlowLogsCommand, type FlowLog } from "@aws-sdk/client-ec2";
import { DEFAULT_FORMAT, parseFormat } from "../../flow";
import { logGroupInArn, logGroupName } from "../../setup/log-group-name";
import { awsErrorKind } from "../aws-errors";
import { CallFailed, type CallTools, callAws, DESCRIBE_FLOW_LOGS, ThingMissing } from "../call";
import { SourceFailure } from "../reader";
import type { CloudWatchSettings, SourceFormat, SourceNotice } from "../source";

/** The field orders of a group's records, the most likely first, and what stood in the way of knowing them. */
export interface FoundFormats {
  readonly formats: readonly SourceFormat[];
  readonly notice: SourceNotice | null;
}

const byDefault: SourceFormat = { fields: DEFAULT_FORMAT, origin: "default", flowLogId: null };
const PAGES = 20;

/** Does a flow log write to this group? Older ones have the name alone, newer ones the destination's ARN, too; some stand-ins give an ARN as the name. */
export function writesTo(flowLog: FlowLog, logGroup: string): boolean {
  if (flowLog.LogGroupName) return logGroupName(flowLog.LogGroupName) === logGroup;
  return logGroupInArn(flowLog.LogDestination ?? "") === logGroup;
}

/**
 * The field orders of the flow logs that write to a group. The same order counts once. The default is the last resort:
 * records of a flow log that was deleted may still be there, and the default is the likeliest that it had.
 */
export function formatsOf(flowLogs: readonly FlowLog[], logGroup: string): SourceFormat[] {
  const found = new Map<string, SourceFormat>();
  for (const flowLog of flowLogs) {
    if (!writesTo(flowLog, logGroup)) continue;
    const format = flowLog.LogFormat ? parseFormat(flowLog.LogFormat) : { fields: DEFAULT_FORMAT };
    // A field that this version does not know: the order cannot be used, and guessing would mix up columns.
    if ("error" in format) continue;
    const key = format.fields.join(" ");
    if (!found.has(key)) {
      found.set(key, { fields: format.fields, origin: "flow_log", flowLogId: flowLog.FlowLogId ?? null });
    }
  }
  if (!found.has(DEFAULT_FORMAT.join(" "))) found.set("", byDefault);
  return [...found.values()];
}

/** @param filtered whether only flow logs of the group are asked for. */
async function describe(tools: CallTools, settings: CloudWatchSettings, filtered: boolean): Promise<FlowLog[]> {
  const flowLogs: FlowLog[] = [];
  let NextToken: string | undefined;
  for (let page = 0; page < PAGES; page++) {
    const command = new DescribeFlowLogsCommand({
      ...(filtered && { Filter: [{ Name: "log-group-name", Values: [settings.logGroup] }] }),
      ...(NextToken && { NextToken }),
    });
    const answer = await callAws(tools, settings, DESCRIBE_FLOW_LOGS, ({ ec2 }, abortSignal) =>
      ec2.send(command, { abortSignal }),
    );
    flowLogs.push(...(answer.FlowLogs ?? []));
    NextToken = answer.NextToken || undefined;
    if (!NextToken) break;
  }
  return flowLogs;
}

/**
 * The flow logs that may write to the group. A filter on the group's name misses those that have it in their destination
 * only, and not every stand-in for EC2 knows it: then all are asked for.
 */
async function ask(tools: CallTools, settings: CloudWatchSettings): Promise<FlowLog[]> {
  const found = await describe(tools, settings, true).catch((error: unknown) => {
    // Refused, perhaps for the filter. Where there was no answer, there is none without it either.
    if (error instanceof CallFailed && awsErrorKind(error.cause) === "wrong") return [];
    throw error;
  });
  return found.some((one) => writesTo(one, settings.logGroup)) ? found : describe(tools, settings, false);
}

/**
 * Finds the field orders of a group: the given one, else those of its flow logs (EC2 `DescribeFlowLogs`), else the
 * default one. Never fails for want of EC2: the notice says what is not known.
 * @throws the signal's reason; SourceFailure for credentials.
 */
export async function findFormats(tools: CallTools, settings: CloudWatchSettings): Promise<FoundFormats> {
  if (settings.format) {
    return { formats: [{ fields: settings.format, origin: "given", flowLogId: null }], notice: null };
  }
  try {
    const formats = formatsOf(await ask(tools, settings), settings.logGroup);
    return { formats, notice: formats[0]?.origin === "default" ? unmatched(settings) : null };
  } catch (error) {
    if (error instanceof SourceFailure && error.code === "missing_permission") {
      const action = error.action ?? DESCRIBE_FLOW_LOGS.action;
      const message = `The permission ${action} is missing, so the field order of the flow log is not known: the default one is assumed.`;
      return { formats: [byDefault], notice: { code: "missing_permission", message, action } };
    }
    if (!(error instanceof CallFailed || error instanceof ThingMissing)) throw error;
    const message = `EC2 could not be asked for the field order, the default one is assumed: ${error.message}`;
    return { formats: [byDefault], notice: { code: "format_unknown", message } };
  }
}

const unmatched = (settings: CloudWatchSettings): SourceNotice => ({
  code: "format_default",
  message: `No flow log in ${settings.region} delivers to ${settings.logGroup}, so the default field order is assumed.`,
});
