import { BARE_WORDS } from "./bare";
import { placeAt } from "./cursor";
import { FILTER_FIELDS, type FilterField, findFilterField } from "./fields";
import { kindOf } from "./kinds";
import { quote } from "./token";

/** One thing that can be put in. */
export interface CompletionOption {
  /** As shown. */
  readonly label: string;
  /** What it means. */
  readonly detail?: string;
  /** The text to put in place of `from`..`to`. */
  readonly apply: string;
}

/** What can be written at a position. */
export interface Completion {
  readonly kind: "field" | "operator" | "value" | "keyword";
  readonly from: number;
  readonly to: number;
  readonly options: readonly CompletionOption[];
  /** For values: the field's canonical name, and what is written of the value, without quotes. The data may hold more values. */
  readonly field?: string;
  readonly prefix?: string;
}

const OPERATORS: readonly (readonly [operator: string, meaning: string])[] = [
  [":", "is"],
  ["!=", "is not"],
  [">=", "at least"],
  [">", "more than"],
  ["<=", "at most"],
  ["<", "less than"],
];

/** How many options of one sort are offered; a longer list is not read, least of all before a letter is written. */
const MOST = 60;
const MOST_UNASKED = 12;

/** The fields that people reach for, in that order, before the others. */
const USUAL = ["addr", "port", "srcaddr", "dstaddr", "dstport", "srcport", "action", "protocol", "service", "bytes"];
const FIELDS_IN_ORDER: readonly FilterField[] = [
  ...USUAL.flatMap((name) => findFilterField(name) ?? []),
  ...FILTER_FIELDS.filter(({ name }) => !USUAL.includes(name)),
];

const option = (label: string, detail: string, apply = label): CompletionOption => ({ label, detail, apply });

const startsWith = (word: string, prefix: string) => word.toLowerCase().startsWith(prefix.toLowerCase());

/** Words that begin so before words that only contain it. */
function ranked<T>(items: readonly T[], prefix: string, words: (item: T) => readonly string[]): T[] {
  const wanted = prefix.toLowerCase().replaceAll("_", "-");
  const rank = (item: T) => {
    const texts = words(item).map((word) => word.toLowerCase());
    if (texts.some((text) => text === wanted)) return 0;
    if (texts.some((text) => text.startsWith(wanted))) return 1;
    return wanted.length > 1 && texts.some((text) => text.includes(wanted)) ? 2 : 3;
  };
  return items
    .map((item) => ({ item, rank: rank(item) }))
    .filter((entry) => entry.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}

function operatorsOf(field: FilterField, before: string): CompletionOption[] {
  const { comparisons } = kindOf(field);
  return OPERATORS.filter(
    ([operator]) => operator === ":" || operator === "!=" || comparisons.some((c) => c === operator),
  ).map(([operator, meaning]) => option(`${before}${operator}`, meaning));
}

function fieldOptions(prefix: string): CompletionOption[] {
  const fields = ranked(FIELDS_IN_ORDER, prefix, (field) => [field.name, ...field.aliases, field.label]);
  return fields.map((field) => option(field.name, `${field.label}: ${field.meaning}`, `${field.name}:`));
}

function bareOptions(prefix: string): CompletionOption[] {
  if (prefix === "") return [];
  return BARE_WORDS.filter(([word]) => startsWith(word, prefix)).map(([word, meaning]) => option(word, meaning));
}

const keyword = (word: string, meaning: string): CompletionOption => option(word, meaning, `${word} `);
const NOT = keyword("not", "the opposite of the next condition");
const NEXT = [keyword("and", "both must hold; may be left out"), keyword("or", "one must hold"), NOT];
const LISTED = [keyword("or", "another value"), option(")", "end of the list")];

function conditionOptions(prefix: string): CompletionOption[] {
  const nots = prefix !== "" && startsWith("not", prefix) ? [NOT] : [];
  return [...fieldOptions(prefix), ...bareOptions(prefix).slice(0, MOST), ...nots];
}

function valueOptions(field: FilterField, prefix: string, ordered: boolean): CompletionOption[] {
  const kind = kindOf(field);
  if (ordered) return [];
  const most = prefix === "" ? MOST_UNASKED : MOST;
  const hints = ranked(kind.hints(field), prefix, ([value]) => [value]).slice(0, most);
  const absent = kind.always || !startsWith("-", prefix) ? [] : [option("-", "absent in the log")];
  return [...hints.map(([value, meaning]) => option(value, meaning, quote(value))), ...absent];
}

/**
 * What can be written at a position of a filter text. Pure: values that only the data knows are for the caller
 * to ask for, with `field` and `prefix`.
 * @param text the whole text; @param position a character offset into it.
 */
export function completeAt(text: string, position: number): Completion {
  const place = placeAt(text, position);
  const to = position;
  switch (place.at) {
    case "condition": {
      const exact = findFilterField(place.prefix);
      const options = conditionOptions(place.prefix);
      if (!exact) return { kind: "field", from: place.from, to, options };
      const others = options.filter(({ label }) => label !== exact.name);
      return { kind: "operator", from: place.from, to, options: [...operatorsOf(exact, place.prefix), ...others] };
    }
    case "next": {
      const field = place.field === undefined ? undefined : findFilterField(place.field);
      if (field) return { kind: "operator", from: place.from, to, options: operatorsOf(field, "").slice(1) };
      const closing = place.open ? [option(")", "end of the group")] : [];
      return { kind: "keyword", from: place.from, to, options: [...NEXT, ...closing, ...fieldOptions("")] };
    }
    case "listed":
      return { kind: "keyword", from: place.from, to, options: LISTED };
    case "value": {
      const field = findFilterField(place.field);
      const prefix = place.prefix.replace(/^"|"$/g, "");
      // Only numbers follow a comparison like >=, and those nobody can guess.
      const ordered = /[<>]=?\s*$/.test(text.slice(0, place.from));
      if (!field) return { kind: "value", from: place.from, to, options: [], prefix };
      return {
        kind: "value",
        from: place.from,
        to,
        options: valueOptions(field, prefix, ordered),
        field: field.name,
        prefix,
      };
    }
  }
}

/** Writes a value that the data holds as a completion puts it in: in quotes when it needs them, `-` for an absent one. */
export function applyValue(value: string | null): string {
  return value === null || value === "" ? "-" : quote(value);
}
