import type { Plan, Sample } from "../plan";
import { askForFormat, type Choice, chooseFormat } from "../record/choose";
import { readHeader, sameFields } from "../record/header";
import { carefulText } from "./careful";
import { copyText } from "./fast";

/** A headerless text is taken when at least this share of its first lines are records. */
const LEAST_SHARE = 0.1;

/** A carriage return that ends a line by itself among lines that end in line feeds, or a rare kind of blank. */
const ODD = /\r(?!\s*$)|[\u2000-\u200b\u202f\u3000]/;

/**
 * Recognises flow-log text: with a header, or headerless in the given or a known order, with or without a time in
 * front of each line.
 * @throws ShapeError "format_needed" when lines look like records in an order that cannot be told.
 */
export function recogniseText(sample: Sample): Plan | null {
  if (sample.bytes.includes(0) && sample.lines.length === 0) return null;
  const choice = chooseFormat(sample.lines, sample.given);
  if (!choice || choice.share < LEAST_SHARE) {
    const question = askForFormat(sample.lines);
    if (question) throw question;
    return null;
  }
  const headers = sample.lines.map(readHeader).filter((header) => header !== null);
  const oneOrder = headers.every((header) => sameFields(header, choice.fields));
  const before = choice.source === "header" ? orderBeforeHeader(sample) : null;
  const odd = sample.lines.some((line) => ODD.test(line));
  if (sample.careful || odd || !oneOrder || before || choice.prefix > 0 || choice.also.length > 0) {
    return { ...describe(choice), run: (run) => carefulText(run, before ?? choice) };
  }
  return { ...describe(choice), run: (run) => copyText(run, choice.fields) };
}

/** The order of records that stand before the first header, when it is another one. */
function orderBeforeHeader(sample: Sample): Choice | null {
  const lines = sample.lines.slice(
    0,
    sample.lines.findIndex((line) => readHeader(line) !== null),
  );
  return lines.length > 0 ? chooseFormat(lines, sample.given) : null;
}

function describe(choice: Choice) {
  const timed = choice.prefix > 0;
  return {
    shape: timed ? "timed-text" : choice.source === "header" ? "text-header" : "text-headerless",
    label: timed
      ? "flow-log lines with a time in front (aws logs tail, or an export task)"
      : choice.source === "header"
        ? "flow-log text with a header"
        : "flow-log text without a header",
    fields: choice.fields,
    formatSource: choice.source,
  };
}
