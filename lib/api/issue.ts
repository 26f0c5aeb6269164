import type { z } from "zod";

type Issue = z.core.$ZodIssue;

/** What zod says by itself; what a schema says is a sentence of ours already. */
const OF_ZOD = /^(Invalid|Too big|Too small|Unrecognized)\b/;

const THINGS: Readonly<Record<string, string>> = {
  string: "characters",
  array: "values",
  set: "values",
  map: "values",
};

const listed = (values: readonly unknown[]): string => {
  const words = values.map(String).filter((value) => value !== "");
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
};

/** A bound as a sentence: of a number, or of how long a text or a list may be. */
function bound(origin: string, word: "at most" | "at least", value: number | bigint): string {
  const thing = Number(value) === 1 ? THINGS[origin]?.slice(0, -1) : THINGS[origin];
  return thing ? `It takes ${word} ${value} ${thing}.` : `Give a number of ${word} ${value}.`;
}

/** Says in a sentence what is wrong with a parameter, or with a member of a body. */
export function issueSentence(issue: Issue): string {
  if (!OF_ZOD.test(issue.message)) return issue.message;
  switch (issue.code) {
    case "invalid_value":
      return `Give ${listed(issue.values)}.`;
    case "too_big":
      return bound(issue.origin, "at most", issue.maximum);
    case "too_small":
      return bound(issue.origin, "at least", issue.minimum);
    case "invalid_type":
      if (issue.message.endsWith("received undefined")) return "This is missing.";
      return `${/^[aeiou]/.test(issue.expected) ? "An" : "A"} ${issue.expected} is expected here.`;
    case "unrecognized_keys":
      return `There is no ${listed(issue.keys)} here.`;
    default:
      return "It is not of the right form.";
  }
}
