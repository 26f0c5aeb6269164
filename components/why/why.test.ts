import { describe, expect, test } from "vitest";
import { pairEntry } from "./pair-entry";
import { readQuestion, whyHref, withQuestion } from "./why-href";

describe("the question in the URL", () => {
  test("is read back as it was written, beside the view's own parameters", () => {
    const question = {
      a: "10.0.1.5",
      b: "2001:db8::1",
      port: "443",
      protocol: "tcp",
      client: "10.0.1.5",
      count: "interface",
    } as const;
    const search = withQuestion("?from=1&to=2&q=dstport:1", question);
    expect(readQuestion(new URLSearchParams(search))).toEqual(question);
    expect(new URLSearchParams(search).get("q")).toBe("dstport:1");
  });

  test("leaves out what is not asked", () => {
    expect(whyHref("/why", { a: "10.0.1.5", b: "10.0.2.9", port: null, protocol: null })).toBe(
      "/why?a=10.0.1.5&b=10.0.2.9",
    );
    expect(whyHref("/why?range=1h", { a: "10.0.1.5", b: "10.0.2.9", port: 53, protocol: 17 })).toBe(
      "/why?range=1h&a=10.0.1.5&b=10.0.2.9&port=53&protocol=udp",
    );
  });
});

describe("a question typed into the palette", () => {
  test.each([
    ["10.0.1.5 10.0.2.9", { a: "10.0.1.5", b: "10.0.2.9", port: null, protocol: null }],
    ["10.0.1.5 to 10.0.2.9 443", { a: "10.0.1.5", b: "10.0.2.9", port: 443, protocol: null }],
    ["why can't 10.0.1.5 reach 10.0.2.9 on port 53/udp?", { a: "10.0.1.5", b: "10.0.2.9", port: 53, protocol: 17 }],
    ["2001:db8::1 -> ::1", { a: "2001:db8::1", b: "::1", port: null, protocol: null }],
  ])("%s", (text, pair) => expect(pairEntry(text)).toEqual(pair));

  test.each(["10.0.1.5", "10.0.1.5 443", "addr:10.0.1.5 port:443", "10.0.1.5 10.0.2.9 70000", ""])(
    "%s is none",
    (text) => expect(pairEntry(text)).toBeUndefined(),
  );
});
