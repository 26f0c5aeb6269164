import { expect, test } from "vitest";
import type { Engine } from "../engine/engine";
import { migrate } from "../engine/migrate";
import { startTestEngine } from "../engine/testing";
import { RETENTION_TABLE } from "./rules";
import { RetentionService } from "./service";

const NOW = Date.UTC(2024, 0, 20, 12) / 1000;
const DAY = 86_400;

function signal(): { readonly given: Promise<void>; readonly give: () => void } {
  const emitter = new AbortController();
  const given = new Promise<void>((resolve) => emitter.signal.addEventListener("abort", () => resolve()));
  return { given, give: () => emitter.abort() };
}

/** An engine whose next count of records waits, once it has been made, until it is let go. */
function holdingBack(engine: Engine) {
  let hold: { made: () => void; until: Promise<void> } | null = null;
  const query: Engine["query"] = async (sql, values, options) => {
    const answer = await engine.query(sql, values, options);
    const held = sql.includes("AS records FROM flows") ? hold : null;
    if (held) {
      hold = null;
      held.made();
      await held.until;
    }
    return answer as never;
  };
  const next = () => {
    const until = signal();
    const counted = signal();
    hold = { made: counted.give, until: until.given };
    return { counted: counted.given, letGo: until.give };
  };
  return { engine: new Proxy(engine, { get: (of, name) => (name === "query" ? query : Reflect.get(of, name)) }), next };
}

test("a look at the store that began before days were dropped does not tell of them as dropped", async () => {
  const test = await startTestEngine();
  try {
    await migrate(test.engine, [RETENTION_TABLE]);
    await test.engine.command(`INSERT INTO flows (srcaddr, dstaddr, action, log_status, input, line, start, end)
      SELECT toIPv6('::ffff:10.0.0.8'), toIPv6('::ffff:10.0.0.7'), 'ACCEPT', 'OK', 1, number,
        ${NOW} - ${DAY} * (number % 4), ${NOW} FROM numbers(400)`);
    const { engine, next } = holdingBack(test.engine);
    const service = new RetentionService(engine, () => NOW);
    await service.open();
    const { counted, letGo } = next();
    const early = service.view();
    await counted;
    await service.setRules([{ input: 1, days: 2, bytes: null }]);
    await service.run();
    letGo();
    const told = await early;
    expect(told.days).toHaveLength(4);
    expect(told.lastRun).toBeNull();
    expect(await service.view()).toMatchObject({ lastRun: { days: 2, records: 200 }, running: false });
    expect((await service.view()).days).toHaveLength(2);
    await service.close();
  } finally {
    await test.close();
  }
});
