import type { Comparison, FilterTerm, FilterValue } from "./ast";
import type { FilterField } from "./fields";
import { kindOf } from "./kinds";
import { mistake, type Token } from "./token";

/** Reads one value of a field: `-` for absent, else what the field's kind takes. @throws FilterMistake */
export function readValue(token: Token, field: FilterField): FilterValue {
  const kind = kindOf(field);
  if (token.raw === "-") {
    if (!kind.always) return { is: "absent" };
    throw mistake(token, `Every record has a ${field.name}.`, { expected: kind.expected });
  }
  if (token.raw === "*" && field.kind !== "text") {
    throw mistake(
      token,
      `Wildcards are for text fields. Write “not ${field.name}:-” for records that have a ${field.name}.`,
      {
        expected: kind.expected,
      },
    );
  }
  return kind.parse(token, field);
}

/** The value that `>`, `<` and so on compare with. A time without seconds lasts a while: after it means after its end. */
function bound(value: FilterValue, comparison: Comparison, token: Token): FilterValue | undefined {
  if (value.is === "one") return value;
  if (value.is !== "range" || token.text.includes("..")) return undefined;
  return { is: "one", value: comparison === ">" || comparison === "<=" ? value.to : value.from };
}

/** The term that compares a field with one value. @throws FilterMistake */
export function compareTerm(field: FilterField, comparison: Comparison, token: Token): FilterTerm {
  const value = readValue(token, field);
  if (comparison === "is") return isTerm(field, [value]);
  const single = bound(value, comparison, token);
  if (!single) {
    throw mistake(token, `Only a single value can be compared with ${comparison}.`, {
      expected: kindOf(field).expected.slice(0, 1),
    });
  }
  return { type: "term", field: field.name, comparison, values: [single] };
}

/** The term that holds when the field is one of the values. */
export function isTerm(field: FilterField, values: readonly FilterValue[]): FilterTerm {
  return { type: "term", field: field.name, comparison: "is", values };
}
