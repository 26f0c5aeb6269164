import { expect, test } from "vitest";
import { checkOrigin } from "./auth";
import { isAllowedHost } from "./hosts";
import { readCookie, SESSION_COOKIE, sessionValue, showsToken } from "./token";

const local = {
  host: "127.0.0.1",
  port: 4480,
  data: "/data",
  token: null,
  allowedHosts: ["flows.example.org"],
  clickhouse: null,
};

const request = (method: string, headers: Record<string, string>): Request =>
  new Request("http://127.0.0.1:4480/api/imports", { method, headers });

test("only chosen names and loopback are answered", () => {
  expect(
    ["127.0.0.1:4480", "localhost", "[::1]:4480", "flows.example.org:80"].every((host) => isAllowedHost(host, local)),
  ).toBe(true);
  expect(
    ["evil.example", "127.0.0.1.evil.example", "10.0.0.1", "", null].some((host) => isAllowedHost(host, local)),
  ).toBe(false);
  expect(isAllowedHost("10.0.0.1:4480", { ...local, host: "0.0.0.0" })).toBe(true);
  expect(isAllowedHost("evil.example", { ...local, host: "0.0.0.0" })).toBe(false);
});

test("other sites' pages cannot write", () => {
  const host = "127.0.0.1:4480";
  expect(checkOrigin(request("POST", { host, "sec-fetch-site": "cross-site" }), local).ok).toBe(false);
  expect(checkOrigin(request("POST", { host, "sec-fetch-site": "same-site" }), local).ok).toBe(false);
  expect(checkOrigin(request("POST", { host, "sec-fetch-site": "same-origin" }), local).ok).toBe(true);
  expect(checkOrigin(request("POST", { host, origin: "http://evil.example" }), local).ok).toBe(false);
  expect(checkOrigin(request("POST", { host, origin: "null" }), local).ok).toBe(false);
  expect(checkOrigin(request("POST", { host, origin: `http://${host}` }), local).ok).toBe(true);
  expect(checkOrigin(request("DELETE", { host }), local).ok).toBe(true);
  expect(checkOrigin(request("GET", { host, "sec-fetch-site": "cross-site" }), local).ok).toBe(true);
});

test("the token is shown as a bearer token or by the cookie", () => {
  const token = "0123456789abcdef";
  const shows = (headers: Record<string, string>) => showsToken(new Headers(headers), token);
  expect(shows({ authorization: `Bearer ${token}` })).toBe(true);
  expect(shows({ authorization: "Bearer wrong" })).toBe(false);
  expect(shows({ cookie: `a=b; ${SESSION_COOKIE}=${sessionValue(token)}` })).toBe(true);
  expect(shows({ cookie: `${SESSION_COOKIE}=${sessionValue("another-token-here")}` })).toBe(false);
  expect(shows({})).toBe(false);
  expect(readCookie("x=1; y=2", "y")).toBe("2");
});
