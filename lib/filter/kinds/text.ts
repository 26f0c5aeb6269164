import { mistake, quote } from "../token";
import { either, equalsAny, type Kind, type PresentValue } from "./kind";

/** A LIKE pattern: its own wildcards and escape in the text are escaped. */
function likePattern(pieces: readonly string[]): string {
  return pieces.map((piece) => piece.replace(/[\\%_]/g, "\\$&")).join("%");
}

/** Any other token, as AWS writes it: case counts, and `*` outside quotes stands for any characters. */
export const textKind: Kind = {
  comparisons: ["is"],
  expected: ["a text", "a text with * for any characters", "- for absent"],
  parse(token): PresentValue {
    if (token.text === "")
      throw mistake(token, "An empty text matches nothing. Write - for an absent value.", { suggestion: "-" });
    if (token.pieces.length === 1) return { is: "one", value: token.text };
    // Several stars in a row say no more than one.
    const pieces = token.pieces.filter((piece, i) => piece !== "" || i === 0 || i === token.pieces.length - 1);
    return { is: "pattern", pieces };
  },
  print(value) {
    if (value.is === "pattern") return value.pieces.map((piece) => (piece === "" ? "" : quote(piece))).join("*");
    return value.is === "one" ? quote(value.value) : "";
  },
  absent: (column) => `${column} = ''`,
  present(_field, _term, values, params) {
    const equals = equalsAny(
      values.flatMap((value) => (value.is === "one" ? [value.value] : [])),
      "String",
      params,
    );
    const patterns = values.flatMap((value) => {
      if (value.is !== "pattern") return [];
      // A lone star means "any value", and an absent one is none.
      if (value.pieces.every((piece) => piece === "")) return ["!= ''"];
      return [`LIKE ${params.bind(likePattern(value.pieces), "String")}`];
    });
    return (column) => either([...equals(column), ...patterns.map((pattern) => `${column} ${pattern}`)]);
  },
  hints: (field) => field.values,
};
