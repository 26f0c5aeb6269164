import { ask, type Page, someHost, someOutsider, someRange } from "./pages";
import type { Seeded } from "./population";

/**
 * The pages beside the overview, with the requests that they make when somebody opens them: what their panels ask at
 * once. A host's page stands in PAGES too, as one address asked about with the overview's questions.
 */

/** What explore asks: the rows, how many there are in all, and the bars above them. */
function explore(random: Seeded): string[] {
  const scope = { ...someRange(random), q: `action:REJECT dstport:${[22, 443, 3389, 5432][random.below(4)]}` };
  return [
    ask("bounds", {}),
    ask("summary", scope),
    ask("series", { ...scope, by: "action", measure: "flows", max_points: 120 }),
    ask("records", { ...scope, sort: "-start", limit: 200 }),
  ];
}

function hostPage(random: Seeded): string[] {
  const range = someRange(random);
  const name = { ...range, addr: someHost(random) };
  const q = `addr:${name.addr}`;
  return [
    ask("host", name),
    ask("findings", { ...range, q, dismissed: "no", wait: "false" }),
    ask("host/series", { ...name, measure: "bytes", max_points: 120 }),
    ask("host/services", { ...name, limit: 12 }),
    ask("host/peers", { ...name, measure: "bytes", limit: 15 }),
    ask("rejections", { ...range, q: `srcaddr:${name.addr}`, limit: 8, noise: "listed" }),
    ask("rejections", { ...range, q: `dstaddr:${name.addr}`, limit: 8, noise: "listed" }),
  ];
}

const conversation = (random: Seeded): string[] => [
  ask("conversation", {
    ...someRange(random),
    a: someOutsider(random),
    b: someHost(random),
    port: 443,
    protocol: "tcp",
  }),
];

export const PRODUCT_PAGES: readonly Page[] = [
  { name: "explore, a filter", requests: explore },
  { name: "host page, inside", requests: hostPage },
  { name: "conversation", requests: conversation },
  // The page asks for what is known: a search that is under way is not waited for.
  { name: "findings", requests: (random) => [ask("findings", { ...someRange(random), wait: "false" })] },
  {
    name: "rejections",
    requests: (random) => [ask("rejections", { ...someRange(random), by: "service", sort: "flows", limit: 50 })],
  },
];
