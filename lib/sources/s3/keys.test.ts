import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FlowLogFile, flowLogFileName, parseFlowLogFile } from "./keys";
import { mayHold, skipReason } from "./object";
import { dayFolders, endOfRoot, LEVELS, placeOf } from "./place";

const MINUTE_2100 = 4_102_444_800 / 60;
const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
const regions = fc.constantFrom("us-east-1", "eu-central-2", "us-gov-west-1", "cn-northwest-1", "us-iso-east-1");
const folder = fc.stringMatching(/^[A-Za-z0-9!_.*'()-]{1,12}$/).filter((name) => name !== "AWSLogs");
const before = fc.array(folder, { maxLength: 3 }).map((parts) => parts.map((part) => `${part}/`).join(""));

const files: fc.Arbitrary<FlowLogFile> = fc.record({
  account: digits(12),
  region: regions,
  flowLogId: fc.stringMatching(/^fl-[0-9a-f]{8,17}$/),
  time: fc.integer({ min: 0, max: MINUTE_2100 }).map((minute) => minute * 60),
  hash: fc.stringMatching(/^[0-9a-f]{8}$/),
  parquet: fc.boolean(),
});

/** The folders of a file, level by level, below `AWSLogs/`. */
function foldersOf(file: FlowLogFile, hive: boolean): string[] {
  const [year = "", month = "", day = "", hour = ""] = new Date(file.time * 1000).toISOString().split(/[-T:]/);
  const values = [file.account, "vpcflowlogs", file.region, year, month, day, hour];
  const names = ["aws-account-id", "aws-service", "aws-region", "year", "month", "day", "hour"];
  return values.map((value, index) => (hive ? `${names[index]}=${value}/` : `${value}/`));
}

describe("flow-log file names", () => {
  it("say what was written into them, below any prefix", () => {
    fc.assert(
      fc.property(files, before, fc.boolean(), (file, prefix, hive) => {
        const key = `${prefix}AWSLogs/${foldersOf(file, hive).join("")}${flowLogFileName(file)}`;
        expect(parseFlowLogFile(key)).toEqual(file);
      }),
    );
  });

  it("reads AWS's own example", () => {
    const name = "123456789012_vpcflowlogs_us-east-1_fl-1234abcd_20180620T1620Z_fe123456.log.gz";
    expect(parseFlowLogFile(`logs/${name}`)).toEqual({
      account: "123456789012",
      region: "us-east-1",
      flowLogId: "fl-1234abcd",
      time: Date.UTC(2018, 5, 20, 16, 20) / 1000,
      hash: "fe123456",
      parquet: false,
    });
  });

  it("refuses other names and times that do not exist", () => {
    for (const name of [
      "123456789012_CloudTrail_us-east-1_20180620T1620Z_fe123456.json.gz",
      "123456789012_vpcflowlogs_us-east-1_fl-1234abcd_20181320T1620Z_fe123456.log.gz",
      "123456789012_vpcflowlogs_us-east-1_fl-1234abcd_20180631T1620Z_fe123456.log.gz",
      "123456789012_vpcflowlogs_us-east-1_fl-1234abcd_20180620T2460Z_fe123456.log.gz",
      "",
    ]) {
      expect(parseFlowLogFile(name), name).toBeNull();
    }
  });

  it("never throws", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => void [parseFlowLogFile(text), placeOf(`${text}/`)]));
  });
});

describe("folders of AWS's layout", () => {
  it("are told at every level, plain and Hive-style, below any prefix", () => {
    fc.assert(
      fc.property(files, before, fc.boolean(), (file, prefix, hive) => {
        const folders = foldersOf(file, hive);
        for (let depth = 0; depth <= folders.length; depth++) {
          const place = placeOf(`${prefix}AWSLogs/${folders.slice(0, depth).join("")}`);
          expect(place?.level).toBe(LEVELS[depth]);
          expect(place?.account).toBe(depth > 0 ? file.account : null);
          expect(place?.region).toBe(depth > 2 ? file.region : null);
          if (depth > 0) expect(place?.hive).toBe(hive);
          if (depth <= 3) expect(place?.period).toBeNull();
          else {
            expect(place?.period?.from).toBeLessThanOrEqual(file.time);
            expect(place?.period?.to).toBeGreaterThan(file.time);
          }
        }
      }),
    );
  });

  it("may have the organisation before the account", () => {
    const place = placeOf("AWSLogs/o-a1b2c3d4e5/123456789012/vpcflowlogs/eu-west-1/2024/02/29/");
    expect(place?.level).toBe("day");
    expect(place?.period).toEqual({ from: Date.UTC(2024, 1, 29) / 1000, to: Date.UTC(2024, 2, 1) / 1000 });
  });

  it("are nothing else", () => {
    for (const prefix of [
      "",
      "logs/",
      "AWSLogs",
      "myAWSLogs/",
      "AWSLogs/12345/",
      "AWSLogs/123456789012/CloudTrail/",
      "AWSLogs/123456789012/vpcflowlogs/us-east-1/2023/02/29/",
      "AWSLogs/123456789012/vpcflowlogs/us-east-1/2023/02/28/24/",
      "AWSLogs/123456789012/aws-service=vpcflowlogs/",
      "AWSLogs/123456789012/vpcflowlogs/us-east-1/2023/02/28/01/x/",
    ]) {
      expect(placeOf(prefix), prefix).toBeNull();
    }
  });

  it("are counted up from a period as they would be found by listing", () => {
    fc.assert(
      fc.property(files, fc.boolean(), fc.integer({ min: 1, max: 400_000 }), (file, hive, seconds) => {
        const period = { from: file.time, to: file.time + seconds };
        const region = "AWSLogs/123456789012/vpcflowlogs/eu-west-1/";
        const styled = hive
          ? "AWSLogs/aws-account-id=123456789012/aws-service=vpcflowlogs/aws-region=eu-west-1/"
          : region;
        const days = dayFolders(styled, hive, period).map((prefix) => placeOf(prefix)?.period);
        expect(days.every((day) => day && day.to > period.from && day.from < period.to)).toBe(true);
        expect(days.at(-1)?.from).toBeLessThanOrEqual(period.from);
        expect(days[0]?.to).toBeGreaterThanOrEqual(period.to);
        for (const [index, day] of days.entries()) if (index > 0) expect(day?.to).toBe(days[index - 1]?.from);
      }),
    );
  });

  it("begin after the first AWSLogs", () => {
    expect(endOfRoot("AWSLogs/1")).toBe(8);
    expect(endOfRoot("a/AWSLogs/b/AWSLogs/c")).toBe(10);
    expect(endOfRoot("aAWSLogs/b")).toBe(-1);
  });
});

describe("objects", () => {
  const time = Date.UTC(2018, 5, 20, 16, 20) / 1000;
  const key = "AWSLogs/x/123456789012_vpcflowlogs_us-east-1_fl-1234abcd_20180620T1620Z_fe123456.log.gz";
  const held = (since: number | null, until: number | null) => mayHold({ key, modified: time + 900 }, { since, until });

  it("are wanted when a record that starts in the range can be in them", () => {
    expect(held(null, null)).toBe(true);
    // The last record ends at 16:24:59.
    expect(held(time + 299, null)).toBe(true);
    expect(held(time + 300, null)).toBe(false);
    // A record of ten minutes that ends at 16:20 starts at 16:10.
    expect(held(null, time - 600)).toBe(true);
    expect(held(null, time - 3600)).toBe(false);
  });

  it("of other names are wanted unless they were written before the range", () => {
    expect(mayHold({ key: "a.log", modified: 1000 }, { since: 1000, until: 5 })).toBe(true);
    expect(mayHold({ key: "a.log", modified: 999 }, { since: 1000, until: null })).toBe(false);
    expect(mayHold({ key: "a.log", modified: null }, { since: 1000, until: null })).toBe(true);
  });

  it("that need not be read are told with a reason", () => {
    const reason = (name: string, size = 10) => skipReason({ key: name, size });
    expect(reason("logs/", 0)).toContain("folder");
    expect(reason("AWSLogs/123456789012/vpcflowlogs/us-east-1/2024/01/")).toContain("folder");
    expect(reason("logs/AWSLogs/123456789012/vpcflowlogs/AWSLogTestMessage")).toContain("permissions");
    expect(reason("AWSLogs/123456789012/CloudTrail/eu-west-1/a.json.gz")).toContain("CloudTrail");
    expect(reason("AWSLogs/aws-account-id=123456789012/aws-service=route53/x")).toContain("route53");
    expect(reason(key, 0)).toBe("empty");
    expect(reason(key)).toBeNull();
    expect(reason("own/log.txt")).toBeNull();
  });
});
