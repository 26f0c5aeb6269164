/**
 * Names of flow-log files in S3, as the Amazon VPC user guide has them ("Flow log files"):
 * `ACCOUNT_vpcflowlogs_REGION_fl-ID_YYYYMMDDTHHmmZ_HASH.log.gz`, or `.log.parquet`.
 */

/** Seconds of traffic in one file: AWS publishes every five minutes. */
export const FILE_SECONDS = 300;

/** What a flow-log file's name says. */
export interface FlowLogFile {
  readonly account: string;
  readonly region: string;
  /** `fl-…`. */
  readonly flowLogId: string;
  /** Epoch seconds: the file holds records whose end lies from here on, for FILE_SECONDS. */
  readonly time: number;
  /** Tells apart files of the same flow log and time. */
  readonly hash: string;
  readonly parquet: boolean;
}

const NAME =
  /^(\d{12})_vpcflowlogs_([a-z0-9-]+)_(fl-[0-9a-z]+)_(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})Z_([0-9A-Za-z-]+)\.log((?:\.[A-Za-z0-9]+)*)$/;

/** Epoch seconds of a UTC date, or null when there is no such date or time (month 13, 31 June). */
export function utcSeconds(year: number, month: number, day: number, hour = 0, minute = 0): number | null {
  const ms = Date.UTC(year, month - 1, day, hour, minute);
  const date = new Date(ms);
  const same = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return same && hour < 24 && minute < 60 ? ms / 1000 : null;
}

/** The last part of a key. */
export const baseName = (key: string): string => key.slice(key.lastIndexOf("/") + 1);

/**
 * Reads a flow-log file's name; the folders before it may be any.
 * @returns null when the key does not end in such a name.
 */
export function parseFlowLogFile(key: string): FlowLogFile | null {
  const match = NAME.exec(baseName(key));
  if (!match) return null;
  const [, account = "", region = "", flowLogId = "", year, month, day, hour, minute, hash = "", endings = ""] = match;
  const time = utcSeconds(Number(year), Number(month), Number(day), Number(hour), Number(minute));
  if (time === null) return null;
  return { account, region, flowLogId, time, hash, parquet: endings.includes(".parquet") };
}

/** Writes a flow-log file's name. */
export function flowLogFileName(file: FlowLogFile): string {
  const stamp = `${new Date(file.time * 1000).toISOString().replace(/[-:]/g, "").slice(0, 13)}Z`;
  const ending = file.parquet ? "log.parquet" : "log.gz";
  return `${file.account}_vpcflowlogs_${file.region}_${file.flowLogId}_${stamp}_${file.hash}.${ending}`;
}
