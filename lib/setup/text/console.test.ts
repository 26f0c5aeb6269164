import { describe, expect, it } from "vitest";
import { fieldNames } from "../fields";
import { EXAMPLES, ofTransitGateway, toCloudWatch, withOwnRole } from "../testing/choices";
import { consoleSteps, consoleText } from "./console";

describe.each(EXAMPLES)("the console steps for %s", (_, choice) => {
  it("name every value that was chosen", () => {
    const text = consoleText(choice);
    const { destination } = choice;
    expect(text).toContain(choice.id);
    expect(text).toContain(choice.region);
    expect(text).toContain(destination.kind === "s3" ? destination.bucket : destination.group);
  });

  it("list the fields one a line, in order", () => {
    const paste = consoleSteps(choice).at(-1)?.paste;
    if (choice.fields.kind === "default") expect(paste).toBeUndefined();
    else expect(paste?.text.split("\n")).toEqual(fieldNames(choice));
  });
});

describe("the console steps", () => {
  it("have policies to paste that are JSON", () => {
    const policies = consoleSteps(toCloudWatch).flatMap(({ paste }) =>
      paste?.label.includes("policy") ? [paste.text] : [],
    );
    expect(policies).toHaveLength(2);
    for (const text of policies) expect(JSON.parse(text)).toHaveProperty("Statement");
  });

  it("create no role that exists, and ask a transit gateway for no filter", () => {
    expect(consoleSteps(withOwnRole).map(({ title }) => title)).toEqual(["Check the log group", "Create the flow log"]);
    expect(consoleText(ofTransitGateway)).not.toContain("Filter:");
  });
});
