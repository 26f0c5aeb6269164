import { expect, test, vi } from "vitest";
import { EngineError, toEngineError } from "./errors";

test("an error of another bundle's class is known, and others are not", async () => {
  vi.resetModules();
  const other = await import("./errors");
  const error = new other.EngineError("gone", 0, "", "unavailable");
  expect(other.EngineError).not.toBe(EngineError);
  expect(error instanceof EngineError).toBe(true);
  expect(toEngineError(error, false)).toBe(error);
  expect(new Error("gone") instanceof EngineError).toBe(false);
  expect(Object(null) instanceof EngineError).toBe(false);
});

test("a host that is not there is unavailable, whatever the system calls it", () => {
  for (const code of ["ECONNREFUSED", "ENOENT", "ECONNRESET", "EPIPE"]) {
    expect(toEngineError(Object.assign(new Error(`connect ${code} /run/x.sock`), { code }), false).kind).toBe(
      "unavailable",
    );
  }
  expect(toEngineError(new Error("socket hang up"), false).kind).toBe("unavailable");
});
