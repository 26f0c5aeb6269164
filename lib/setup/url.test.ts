import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { VIEW_PARAMS } from "@/lib/view";
import { DEFAULT_CHOICE } from "./choice";
import { anyChoice } from "./testing/choices";
import { parseSetup, printSetup, SETUP_PARAMS } from "./url";

describe("the address of a choice", () => {
  it("says every choice so that it reads back the same", () => {
    fc.assert(
      fc.property(anyChoice, (choice) => {
        expect(parseSetup(printSetup(choice))).toEqual(choice);
      }),
    );
  });

  it("is empty for the choice to start from", () => {
    expect(printSetup(DEFAULT_CHOICE).toString()).toBe("");
    expect(parseSetup(new URLSearchParams())).toEqual(DEFAULT_CHOICE);
  });

  it("reads whatever there is", () => {
    const params = fc.dictionary(fc.constantFrom(...SETUP_PARAMS), fc.string());
    fc.assert(fc.property(params, (given) => void parseSetup(new URLSearchParams(given))));
  });

  it("keeps unfinished and wrong values, which the page must show", () => {
    const choice = parseSetup(new URLSearchParams("account=12&id=vpc-&group=a b&days=31"));
    expect(choice).toMatchObject({ account: "12", id: "vpc-", destination: { group: "a b", retention: 31 } });
  });

  it("shares no name with the view", () => {
    const view = new Set<string>(VIEW_PARAMS);
    expect(SETUP_PARAMS.filter((name) => view.has(name))).toEqual([]);
  });
});
