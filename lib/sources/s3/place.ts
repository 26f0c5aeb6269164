/**
 * The folders in which AWS puts flow-log files below a bucket's `AWSLogs/`, with and without Hive-style names
 * (Amazon VPC user guide, "Log file S3 bucket structure"):
 * `ACCOUNT/vpcflowlogs/REGION/YYYY/MM/DD/[HH/]` or
 * `aws-account-id=ACCOUNT/aws-service=vpcflowlogs/aws-region=REGION/year=YYYY/month=MM/day=DD/[hour=HH/]`.
 */
import { utcSeconds } from "./keys";

/** How deep a folder lies: `logs` is `AWSLogs/` itself, `hour` the deepest. */
export const LEVELS = ["logs", "account", "service", "region", "year", "month", "day", "hour"] as const;
export type Level = (typeof LEVELS)[number];

const NAMES: Readonly<Record<Exclude<Level, "logs">, RegExp>> = {
  account: /^(aws-account-id=)?(\d{12})$/,
  service: /^(aws-service=)?(vpcflowlogs)$/,
  region: /^(aws-region=)?([a-z]{2,}(?:-[a-z]+)+-\d+)$/,
  year: /^(year=)?(\d{4})$/,
  month: /^(month=)?(\d{2})$/,
  day: /^(day=)?(\d{2})$/,
  hour: /^(hour=)?(\d{2})$/,
};

const ROOT = "AWSLogs/";
/** Control Tower and the like put the organisation between `AWSLogs/` and the account. */
const ORGANIZATION = /^o-[a-z0-9]{10,32}$/;

/** A stretch of time in epoch seconds, half-open. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

/** A folder of AWS's layout. */
export interface Place {
  readonly level: Level;
  readonly hive: boolean;
  readonly account: string | null;
  readonly region: string | null;
  /** The times that the folder's name stands for; null above the year. */
  readonly period: Period | null;
}

/** Where the first `AWSLogs/` in a key or prefix ends; -1 when there is none. */
export function endOfRoot(key: string): number {
  if (key.startsWith(ROOT)) return ROOT.length;
  const at = key.indexOf(`/${ROOT}`);
  return at < 0 ? -1 : at + 1 + ROOT.length;
}

function periodOf([year, month, day, hour]: readonly (number | undefined)[]): Period | null | undefined {
  if (year === undefined) return null;
  const from = utcSeconds(year, month ?? 1, day ?? 1, hour ?? 0);
  if (from === null) return undefined;
  if (hour !== undefined) return { from, to: from + 3600 };
  if (day !== undefined) return { from, to: from + 86_400 };
  const to = month === undefined ? Date.UTC(year + 1, 0) : Date.UTC(year, month);
  return { from, to: to / 1000 };
}

/**
 * Tells what a folder is.
 * @param prefix ends in `/`. @returns null when it is none of AWS's.
 */
export function placeOf(prefix: string): Place | null {
  const start = endOfRoot(prefix);
  if (start < 0 || !prefix.endsWith("/")) return null;
  const folders = prefix.slice(start).split("/").slice(0, -1);
  if (ORGANIZATION.test(folders[0] ?? "")) folders.shift();
  const level = LEVELS[folders.length];
  if (level === undefined) return null;
  const values: string[] = [];
  let hive = false;
  for (const [index, folder] of folders.entries()) {
    const name = LEVELS[index + 1];
    const match = name && name !== "logs" ? NAMES[name].exec(folder) : null;
    if (!match || (index > 0 && hive !== (match[1] !== undefined))) return null;
    hive = match[1] !== undefined;
    values.push(match[2] ?? "");
  }
  const period = periodOf(values.slice(3).map(Number));
  if (period === undefined) return null;
  return { level, hive, account: values[0] ?? null, region: values[2] ?? null, period };
}

const two = (value: number): string => String(value).padStart(2, "0");

/** The day folders below a region's folder that a period touches, newest first. */
export function dayFolders(region: string, hive: boolean, { from, to }: Period): string[] {
  const folders: string[] = [];
  const first = Math.floor(from / 86_400);
  for (let day = Math.ceil(to / 86_400) - 1; day >= first; day--) {
    const date = new Date(day * 86_400_000);
    const parts = [date.getUTCFullYear(), two(date.getUTCMonth() + 1), two(date.getUTCDate())];
    const named = hive ? [`year=${parts[0]}`, `month=${parts[1]}`, `day=${parts[2]}`] : parts;
    folders.push(`${region}${named.join("/")}/`);
  }
  return folders;
}
