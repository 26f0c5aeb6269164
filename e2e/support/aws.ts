import { type AwsFake, flowEvents, INTERFACES, startAwsFake, streamOf } from "../../lib/sources/testing";

/** The log group that the flow log of the stand-in delivers to. */
export const GROUP = "/vpc/flow-logs";

/** A stand-in for AWS with a flow log that has delivered `count` records of each interface in the last hours. */
export async function awsWithFlowLog(count: number, hours = 2): Promise<AwsFake> {
  const fake = await startAwsFake();
  fake.addFlowLog({ logGroupName: GROUP, name: "production" });
  const seconds = hours * 3600;
  // Nothing lies at the very edge of what is asked for.
  const from = Math.floor(Date.now() / 1000) - seconds + 300;
  for (const [seed, interfaceId] of INTERFACES.entries()) {
    fake.put(GROUP, streamOf(interfaceId), flowEvents({ interfaceId, from, seconds: seconds - 600, count, seed }));
  }
  return fake;
}

/** Delivers records that began a minute ago. */
export function deliver(fake: AwsFake, count: number, seed = 1): void {
  const [interfaceId] = INTERFACES;
  const from = Math.floor(Date.now() / 1000) - 60;
  fake.put(GROUP, streamOf(interfaceId), flowEvents({ interfaceId, from, seconds: 30, count, seed }));
}
