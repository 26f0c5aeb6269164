import { parseArgs } from "node:util";
import { startAwsFake } from "./aws-fake";
import { flowEvents, INTERFACES, streamOf } from "./flow-lines";

/**
 * Runs the stand-in for AWS by itself, for trying Flowglass without an account:
 * `npx tsx lib/sources/testing/main.ts --port 4566 --hours 6 --live`. Prints the environment to start Flowglass in.
 */
const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    /** Hours of records that are there from the beginning. */
    hours: { type: "string", default: "6" },
    /** Records an hour and interface. */
    rate: { type: "string", default: "600" },
    /** Goes on delivering records, late by the seconds given. */
    live: { type: "boolean", default: false },
    delay: { type: "string", default: "5" },
  },
});

const GROUP = "/vpc/flow-logs";
const LAB_GROUP = "/vpc/lab";
const fake = await startAwsFake({ port: Number(values.port) });
fake.addFlowLog({ logGroupName: GROUP, name: "production", maxAggregationInterval: 60 });
fake.addFlowLog({
  logGroupName: LAB_GROUP,
  resourceId: "vpc-0a1b2c3d4e5f60002",
  trafficType: "REJECT",
  deliverLogsStatus: "FAILED",
  deliverLogsErrorMessage: "Access error",
});
fake.addFlowLog({ logDestination: "arn:aws:s3:::flow-logs-archive", name: "archive" });
fake.at().logs.ensureGroup(LAB_GROUP);

const rate = Number(values.rate);
const now = Math.floor(Date.now() / 1000);
const seconds = Number(values.hours) * 3600;
for (const [seed, interfaceId] of INTERFACES.entries()) {
  const count = Math.round((rate * seconds) / 3600);
  fake.put(GROUP, streamOf(interfaceId), flowEvents({ interfaceId, from: now - seconds, seconds, count, seed }));
}
if (values.live) {
  const delay = Number(values.delay);
  let reached = now;
  setInterval(() => {
    const from = reached;
    reached = Math.floor(Date.now() / 1000) - delay;
    if (reached <= from) {
      reached = from;
      return;
    }
    for (const [seed, interfaceId] of INTERFACES.entries()) {
      const count = Math.max(1, Math.round((rate * (reached - from)) / 3600));
      fake.put(
        GROUP,
        streamOf(interfaceId),
        flowEvents({ interfaceId, from, seconds: reached - from, count, seed: seed + from }),
      );
    }
  }, 1000);
}

process.stdout.write(
  `${Object.entries(fake.env)
    .map(([name, value]) => `export ${name}=${value}`)
    .join("\n")}\n`,
);
process.once("SIGINT", () => void fake.close().then(() => process.exit(0)));
process.once("SIGTERM", () => void fake.close().then(() => process.exit(0)));
