import { describe, expect, it } from "vitest";
import { between, DEFAULT_VIEW } from "@/lib/view";
import { currentOf, PAGES } from "./pages";
import { filterEntries } from "./palette-entries";
import { recordRanges } from "./quick-ranges";
import { safeNext } from "./safe-next";
import { canFreeze, shareLink } from "./share-link";

describe("what the palette offers for a typed text", () => {
  it.each([
    ["open host 10.0.0.0/8", "Filter by addr:10.0.0.0/8", "addr:10.0.0.0/8"],
    ["8088", "Open port 8088", "port:8088"],
  ])("%s", (text, label, filter) => expect(filterEntries(text)).toEqual([{ label, filter }]));

  it.each([
    ["10.10.1.10", "10.10.1.10", "addr:10.10.1.10", { addr: "10.10.1.10" }],
    ["open host 2001:DB8:0::1", "2001:db8::1", "addr:2001:db8::1", { addr: "2001:db8::1" }],
    [
      "eni-0f4a1c93b7e25d608",
      "eni-0f4a1c93b7e25d608",
      "interface-id:eni-0f4a1c93b7e25d608",
      {
        interface_id: "eni-0f4a1c93b7e25d608",
      },
    ],
  ])("%s opens a host, or filters", (text, name, filter, host) =>
    expect(filterEntries(text)).toEqual([
      { label: `Open host ${name}`, host },
      { label: `Filter by ${filter}`, filter },
    ]),
  );

  it("offers a filter as a filter, and nothing for what is none", () => {
    expect(filterEntries("action:REJECT")[0]?.filter).toBe("action:REJECT");
    expect(filterEntries("")).toEqual([]);
    expect(filterEntries("dstport:(")).toEqual([]);
  });
});

describe("the rail", () => {
  const current = (pathname: string) =>
    PAGES.map((page) => [page.label, currentOf(page, pathname)]).filter(([, how]) => how !== undefined);

  it.each([
    ["/", "Overview", "page"],
    ["/host", "Overview", "true"],
    ["/why", "Rejections", "true"],
    ["/sources", "Sources", "page"],
    ["/sources/connect", "Sources", "true"],
  ])("%s stands under %s", (path, label, how) => expect(current(path)).toEqual([[label, how]]));

  it("marks nothing for a page that is none", () => expect(current("/hosts")).toEqual([]));
});

describe("quick ranges of stored data", () => {
  it("end just after the newest record, and only when it is old", () => {
    const bounds = { first: 1587740400, last: 1587758400 };
    expect(recordRanges(bounds, 1587758400 + 90_000).map(({ range }) => range)).toEqual([
      between(1587757501, 1587758401),
      between(1587754801, 1587758401),
    ]);
    expect(recordRanges(bounds, 1587758400)).toEqual([]);
    expect(recordRanges(undefined, 0)).toEqual([]);
  });
});

describe("a shared link", () => {
  const span = { from: 100, to: 200 };
  it("keeps a moving range or freezes it", () => {
    const moving = between("now-15m", "now");
    expect(canFreeze(moving, span)).toBe(true);
    expect(shareLink("http://a", "/", DEFAULT_VIEW, moving, span, false)).toBe("http://a/?v=1&from=now-15m&to=now");
    expect(shareLink("http://a", "/", DEFAULT_VIEW, moving, span, true)).toBe(
      "http://a/?v=1&from=1970-01-01T00:01:40Z&to=1970-01-01T00:03:20Z",
    );
    expect(canFreeze(between(1, 2), span)).toBe(false);
  });
});

describe("where the login leads", () => {
  it.each([
    ["/explore?q=tcp", "/explore?q=tcp"],
    ["//evil.example", "/"],
    ["/\\evil.example", "/"],
    ["https://evil.example", "/"],
    ["/login?next=/login", "/"],
    [undefined, "/"],
  ])("%s leads to %s", (next, path) => expect(safeNext(next)).toBe(path));
});
