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

const URL = "https://clickhouse.example.org:8443";

test("a ClickHouse server is named by its variables, and by none there is none", () => {
  expect(readSettings({ FLOWGLASS_CLICKHOUSE_URL: "" }).clickhouse).toBeNull();
  expect(readSettings({ FLOWGLASS_CLICKHOUSE_URL: `${URL}/` }).clickhouse).toEqual({
    url: URL,
    user: "default",
    password: "",
    database: "default",
    cluster: null,
    caFile: null,
  });
  const all = {
    FLOWGLASS_CLICKHOUSE_URL: URL,
    FLOWGLASS_CLICKHOUSE_USER: "flows",
    FLOWGLASS_CLICKHOUSE_PASSWORD: "p:ä'",
    FLOWGLASS_CLICKHOUSE_DATABASE: "flow_logs",
    FLOWGLASS_CLICKHOUSE_CLUSTER: "two-zones",
    FLOWGLASS_CLICKHOUSE_CA: "/etc/ca.pem",
  };
  expect(readSettings(all).clickhouse).toEqual({
    url: URL,
    user: "flows",
    password: "p:ä'",
    database: "flow_logs",
    cluster: "two-zones",
    caFile: "/etc/ca.pem",
  });
});

test.each([
  [{ FLOWGLASS_CLICKHOUSE_URL: "clickhouse:8123" }, /must be the address of ClickHouse's HTTP interface/],
  [{ FLOWGLASS_CLICKHOUSE_URL: "https://me:secret@example.org" }, /must not hold a user or a password/],
  [{ FLOWGLASS_CLICKHOUSE_URL: `${URL}/play?x=1` }, /must end after the port/],
  [{ FLOWGLASS_CLICKHOUSE_URL: URL, FLOWGLASS_CLICKHOUSE_DATABASE: "a; DROP" }, /_DATABASE must be a plain name/],
  [{ FLOWGLASS_CLICKHOUSE_URL: URL, FLOWGLASS_CLICKHOUSE_CLUSTER: "it's" }, /_CLUSTER must be a plain name/],
  [{ FLOWGLASS_CLICKHOUSE_URL: "http://a:8123", FLOWGLASS_CLICKHOUSE_CA: "/ca.pem" }, /begins with https/],
  [{ FLOWGLASS_CLICKHOUSE_PASSWORD: "secret" }, /^FLOWGLASS_CLICKHOUSE_PASSWORD is set, but FLOWGLASS_CLICKHOUSE_URL/],
])("%j is refused in one sentence, without a secret", (environment, sentence) => {
  expect(() => readSettings(environment)).toThrow(sentence);
  expect(() => readSettings(environment)).not.toThrow(/secret/);
});
