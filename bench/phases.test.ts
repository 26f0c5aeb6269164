import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Page } from "./pages";
import { measureCold, measureDuring, measureViewers } from "./phases";

let server: Server;
let url: string;
let asked: string[];
/** Answers that are held back until there are so many. */
let together: number;
let held: (() => void)[];

beforeEach(async () => {
  asked = [];
  held = [];
  together = 1;
  server = createServer((request, response) => {
    asked.push(request.url ?? "");
    held.push(() => response.end("{}"));
    if (held.length >= together) for (const answer of held.splice(0)) answer();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const SAME: Page = { name: "same", requests: () => ["/same"] };
const OTHER: Page = { name: "other", requests: (random) => [`/a?${random.next()}`, `/b?${random.next()}`] };

it("forgets before each cold opening, and opens a page that asks the same only once", async () => {
  let forgotten = 0;
  const times = await measureCold(url, [SAME, OTHER], 3, async () => {
    forgotten++;
  });
  expect(times.map(({ name, openings }) => [name, openings])).toEqual([
    ["same", 1],
    ["other", 3],
  ]);
  expect(forgotten).toBe(4);
  expect(new Set(asked).size).toBe(7);
});

it("lets viewers come at once, each with parameters of their own", async () => {
  // Nobody is answered before all four have asked for both.
  together = 8;
  const [times] = await measureViewers(url, [OTHER], 4, 2);
  expect(times?.openings).toBe(8);
  expect(new Set(asked).size).toBe(16);
});

it("opens pages in turn until the work has ended, each once at least", async () => {
  const atOnce = await measureDuring(url, [SAME, OTHER], Promise.resolve());
  expect(atOnce.map(({ openings }) => openings)).toEqual([1, 1]);
  const work = new Promise<void>((resolve) => {
    server.on("request", () => {
      if (asked.length > 20) resolve();
    });
  });
  const longer = await measureDuring(url, [SAME, OTHER], work);
  expect(Math.min(...longer.map(({ openings }) => openings))).toBeGreaterThan(3);
});

it("tells when the work fails", async () => {
  await expect(measureDuring(url, [SAME], Promise.reject(new Error("no import")))).rejects.toThrow("no import");
});
