import { expect, test } from "vitest";
import { isLoopback } from "./server/loopback";
import { readSettings } from "./settings";

test("loopback is the default, and other hosts need a token", () => {
  expect(readSettings({})).toMatchObject({ host: "127.0.0.1", port: 4480, token: null });
  expect(() => readSettings({}, { host: "0.0.0.0" })).toThrow(/FLOWGLASS_TOKEN/);
  expect(readSettings({ FLOWGLASS_TOKEN: "0123456789abcdef" }, { host: "0.0.0.0" }).host).toBe("0.0.0.0");
  expect(() => readSettings({ FLOWGLASS_TOKEN: "short" })).toThrow(/16 characters/);
  expect(() => readSettings({}, { port: "http" })).toThrow(/port/);
});

test("only this machine's own names are loopback", () => {
  expect(["127.0.0.1", "127.1.2.3", "localhost", "::1"].every(isLoopback)).toBe(true);
  expect(["127.0.0.1.example.org", "0.0.0.0", "10.0.0.1", "localhost.example.org"].some(isLoopback)).toBe(false);
});
