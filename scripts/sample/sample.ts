import { gaps } from "./gaps";
import { type LogRecord, printRecord, SAMPLE_FIELDS } from "./record";
import { story } from "./story";
import { forgottenRule, nameTraffic, tierTraffic } from "./traffic-inside";
import { backup, clockTraffic, forwardedNames, natTraffic, storageTraffic } from "./traffic-outbound";
import { certificateScans, scanTraffic } from "./traffic-scans";
import { adminTraffic, vpnTraffic } from "./traffic-staff";
import { webTraffic } from "./traffic-web";

/** The sample's file, as it lies in `public/samples/`. */
export const SAMPLE_FILE = "vpc-flow-logs-2020-04-24.log.gz";

const PARTS: readonly (() => LogRecord[])[] = [
  webTraffic,
  adminTraffic,
  vpnTraffic,
  tierTraffic,
  nameTraffic,
  forgottenRule,
  storageTraffic,
  natTraffic,
  forwardedNames,
  clockTraffic,
  backup,
  scanTraffic,
  certificateScans,
  story,
  gaps,
];

/** All records of the sample in the order of delivery: by the end of their window, as AWS's files are. */
export function sampleRecords(): LogRecord[] {
  return PARTS.flatMap((part) => part()).sort((a, b) => a.end - b.end || a.start - b.start);
}

/** The sample's text: AWS's header line and one line a record. The same on every run. */
export function sampleText(): string {
  return [SAMPLE_FIELDS.join(" "), ...sampleRecords().map(printRecord), ""].join("\n");
}
