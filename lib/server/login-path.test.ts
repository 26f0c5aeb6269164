import { expect, test } from "vitest";
import { loginPath } from "./login-path";

test("the login page leads back to the page with its query", () => {
  expect(loginPath("/explore?q=dstport:443&from=now-1h")).toBe(
    `/login?next=${encodeURIComponent("/explore?q=dstport:443&from=now-1h")}`,
  );
  expect(loginPath("/explore?q=a&_rsc=1abc")).toBe(`/login?next=${encodeURIComponent("/explore?q=a")}`);
});

test("from the overview, and from nowhere, it needs no way back", () => {
  expect([loginPath("/"), loginPath("/?_rsc=1"), loginPath(null), loginPath("")]).toEqual(Array(4).fill("/login"));
});

test("a path that would lead to another host stays on this one", () => {
  expect(loginPath("//evil.example/x")).toBe(`/login?next=${encodeURIComponent("/evil.example/x")}`);
});
