import type { LogsContext } from "./context";
import { describeLogGroups, describeLogStreams } from "./describe";
import { filterLogEvents } from "./filter-events";
import { getLogEvents } from "./get-events";
import { getQueryResults, startQuery, stopQuery } from "./insights/queries";
import {
  createLogGroup,
  createLogStream,
  deleteLogGroup,
  deleteLogStream,
  deleteRetentionPolicy,
  putLogEvents,
  putRetentionPolicy,
} from "./write";

/** An action of CloudWatch Logs and how often an account may ask for it in a region. */
export interface LogsAction {
  readonly run: (context: LogsContext, input: unknown) => object;
  /** Requests a second. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
  readonly perSecond: number;
}

export const LOGS_ACTIONS: ReadonlyMap<string, LogsAction> = new Map<string, LogsAction>([
  ["FilterLogEvents", { run: filterLogEvents, perSecond: 5 }],
  ["GetLogEvents", { run: getLogEvents, perSecond: 10 }],
  ["DescribeLogGroups", { run: describeLogGroups, perSecond: 5 }],
  ["DescribeLogStreams", { run: describeLogStreams, perSecond: 5 }],
  ["PutLogEvents", { run: putLogEvents, perSecond: 5000 }],
  ["CreateLogGroup", { run: createLogGroup, perSecond: 10 }],
  ["CreateLogStream", { run: createLogStream, perSecond: 50 }],
  ["DeleteLogGroup", { run: deleteLogGroup, perSecond: 10 }],
  ["DeleteLogStream", { run: deleteLogStream, perSecond: 15 }],
  ["PutRetentionPolicy", { run: putRetentionPolicy, perSecond: 10 }],
  ["StartQuery", { run: startQuery, perSecond: 10 }],
  ["GetQueryResults", { run: getQueryResults, perSecond: 10 }],
  ["StopQuery", { run: stopQuery, perSecond: 10 }],
  ["DeleteRetentionPolicy", { run: deleteRetentionPolicy, perSecond: 10 }],
]);
