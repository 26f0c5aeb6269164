import { mistake, shown } from "../token";
import { readDigits } from "./integer";
import { either, equalsAny, type Kind, type PresentValue } from "./kind";

const EXPECTED = ["an import such as imp-12", "a source such as src-3"];
const MOST = (1n << 32n) - 1n;

/** The import or source of a record: `imp-12`, `src-3`, or the number alone (they share one sequence). */
export const sourceKind: Kind = {
  comparisons: ["is"],
  expected: EXPECTED,
  always: true,
  parse(token): PresentValue {
    const [, prefix = "", digits = ""] = /^(imp-|src-)?(\d{1,12})$/i.exec(token.text) ?? [];
    const number = readDigits(digits);
    if (number === undefined || number > MOST) {
      throw mistake(token, `${shown(token.text)} is no import and no source.`, { expected: EXPECTED });
    }
    return { is: "one", value: `${prefix.toLowerCase()}${number}` };
  },
  print: (value) => (value.is === "one" ? value.value : ""),
  absent: () => "0",
  present(_field, _term, values, params) {
    const ids = values.flatMap((value) => (value.is === "one" ? [Number(value.value.replace(/^\D+/, ""))] : []));
    const equals = equalsAny(ids, "UInt32", params);
    return (column) => either(equals(column));
  },
  hints: () => [],
};
