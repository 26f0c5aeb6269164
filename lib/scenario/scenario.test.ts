import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EMPTY_FILTER } from "../filter";
import { askConversation } from "../query/conversation";
import { readAddress } from "../query/ends";
import type { Asker } from "../query/question";
import { CASES } from "./cases";
import { type LabelledConversation, scenarioOf } from "./index";
import { startScenarioStore } from "./testing/store";

/** Every case is played with each of these seeds; SCENARIO_SEEDS tries others. */
const SEEDS = (process.env.SCENARIO_SEEDS ?? "1,2,3").split(",").map(Number);

const scenarios = SEEDS.map(scenarioOf);
let store: { asker: Asker; close(): Promise<void> };
beforeAll(async () => {
  store = await startScenarioStore(scenarios);
});
afterAll(() => store.close());

const ask = ({ a, b, port, protocol }: LabelledConversation) =>
  askConversation(
    store.asker,
    { filter: EMPTY_FILTER, from: null, to: null, input: null },
    { a: readAddress(a, "a"), b: readAddress(b, "b"), port, protocol },
  );

describe.each(CASES.map(({ name }) => name))("%s", (name) => {
  const here = scenarios.flatMap(({ conversations }, i) =>
    conversations.filter((one) => one.name === name).map((one) => [SEEDS[i], one] as const),
  );
  test.each(here)("seed %i", async (_, one) => {
    const { verdict, client, role, path } = await ask(one);
    const told = `${JSON.stringify({ ...one.traits, role, path: path.map(({ id, place }) => [id, place]) })} ${verdict.sentence}`;
    expect(one.expect, told).toContain(verdict.code);
    if (one.roleTold !== false) expect(client.addr, told).toBe(one.client);
    if (one.at) {
      expect(verdict.at, told).toBeGreaterThanOrEqual(one.at[0]);
      expect(verdict.at, told).toBeLessThanOrEqual(one.at[1]);
    }
  });
});
