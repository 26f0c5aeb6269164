import { expect, test, vi } from "vitest";
import { fetched } from "./fetched";

test("a part is fetched when it is first asked for, and once", async () => {
  const load = vi.fn(async () => "module");
  const part = fetched(load);
  expect(load).not.toHaveBeenCalled();
  part.ahead();
  part.ahead();
  await expect(part.load()).resolves.toBe("module");
  await expect(part.load()).resolves.toBe("module");
  expect(load).toHaveBeenCalledTimes(1);
});
