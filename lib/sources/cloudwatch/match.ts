import { type Field, findField } from "../../flow";
import type { SourceFormat } from "../source";

/** Which of several field orders a line is written in. The engine parses; this only chooses. */
export type FormatMatcher = (line: string) => number;

const NUMBER = /^\d+$/;
const IPV4 = /^(?:\d{1,3}\.){3}\d{1,3}$/;
const IPV6 = /^[0-9a-f:]*:[0-9a-f:.]*$/i;

type Check = (token: string) => boolean;

function checkOf(field: Field): Check | null {
  switch (field.kind) {
    case "address":
      return (token) => IPV4.test(token) || IPV6.test(token);
    case "port":
      return (token) => NUMBER.test(token) && Number(token) <= 65_535;
    case "protocol":
      return (token) => NUMBER.test(token) && Number(token) <= 255;
    case "number":
    case "flags":
    case "time":
      return (token) => NUMBER.test(token);
    case "enum": {
      const words = new Set((field.values ?? []).map(([word]) => word));
      return words.size > 0 && !field.open ? (token) => words.has(token) : null;
    }
    case "text":
      return textCheck(field.name);
  }
}

/** Texts with a form of their own, so that two formats that differ only in their order can be told apart. */
const FORMS: Readonly<Record<string, RegExp>> = {
  "account-id": /^\d{12}$/,
  "interface-id": /^eni-/,
  "vpc-id": /^vpc-/,
  "subnet-id": /^subnet-/,
  "instance-id": /^i-/,
  "tgw-id": /^tgw-/,
  "tgw-attachment-id": /^tgw-attach-/,
};

function textCheck(name: string): Check | null {
  const form = FORMS[name];
  return form ? (token) => form.test(token) : null;
}

const checksOf = (format: SourceFormat): readonly (Check | null)[] =>
  format.fields.map((name) => {
    const field = findField(name);
    return field ? checkOf(field) : null;
  });

/**
 * Tells lines of several formats apart, by the count of fields and by what each token looks like. A line that fits none
 * goes to the first format of its length, else to the first of all, where it will be an unparsed line with a reason.
 * @param formats at least one, the most likely first.
 */
export function formatMatcher(formats: readonly SourceFormat[]): FormatMatcher {
  if (formats.length <= 1) return () => 0;
  const all = formats.map((format, index) => ({ index, count: format.fields.length, checks: checksOf(format) }));
  return (line) => {
    const tokens = line.trim().split(/\s+/);
    const sameLength = all.filter(({ count }) => count === tokens.length);
    if (sameLength.length === 1) return sameLength[0]?.index ?? 0;
    const fits = sameLength.find(({ checks }) =>
      checks.every((check, n) => !check || tokens[n] === "-" || check(tokens[n] ?? "")),
    );
    return (fits ?? sameLength[0])?.index ?? 0;
  };
}
