import type { FilterField } from "../fields";
import { nearest } from "../nearest";
import { mistake, quote, shown, type Token } from "../token";
import { either, equalsAny, type Kind, type PresentValue } from "./kind";

const listed = (field: FilterField): string[] => field.values.map(([value]) => value);

/** The listed spelling of a value, whatever its case. */
export function listedValue(field: FilterField, text: string): string | undefined {
  return listed(field).find((value) => value.toLowerCase() === text.toLowerCase());
}

function refuseWildcard(token: Token, field: FilterField): void {
  if (token.pieces.length === 1) return;
  throw mistake(token, `${field.name} takes whole words: wildcards are for text fields.`, { expected: listed(field) });
}

/** Words of a list, in any case. AWS adds words to open lists, so there any word is valid. */
export const enumKind: Kind = {
  comparisons: ["is"],
  expected: ["one of the field's words"],
  parse(token, field): PresentValue {
    const known = listedValue(field, token.text);
    if (known !== undefined) return { is: "one", value: known };
    refuseWildcard(token, field);
    if (!field.open || token.text === "") {
      throw mistake(token, `${shown(token.text)} is no value of ${field.name}.`, {
        expected: listed(field),
        suggestion: nearest(token.text, listed(field)),
      });
    }
    return { is: "one", value: token.text.toLowerCase() };
  },
  print: (value) => (value.is === "one" ? quote(value.value) : ""),
  absent: (column) => `${column} = ''`,
  present(field, _term, values, params) {
    const words = values.flatMap((value) => (value.is === "one" ? [value.value] : []));
    if (!field.open) {
      const equals = equalsAny(words, "String", params);
      return (column) => either(equals(column));
    }
    const equals = equalsAny(
      words.map((word) => word.toLowerCase()),
      "String",
      params,
    );
    return (column) => either(equals(`lowerUTF8(${column})`));
  },
  hints: (field) => field.values,
};
