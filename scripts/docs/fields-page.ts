import { FIELDS, type Field } from "@/lib/flow";

/** Kinds in words, for the table. */
const KINDS: Readonly<Record<Field["kind"], string>> = {
  address: "address",
  port: "port",
  number: "number",
  protocol: "protocol",
  flags: "flags",
  time: "time",
  enum: "word",
  text: "text",
};

const GROUPS: readonly (readonly [title: string, has: (field: Field) => boolean])[] = [
  ["Version 2, the default format", (field) => field.version === 2],
  ["Versions 3 to 5", (field) => field.version >= 3 && field.version <= 5],
  ["Version 7: Amazon ECS", (field) => field.version === 7],
  ["Versions 8 and later", (field) => field.version >= 8],
  ["Transit Gateway, version 6", (field) => field.version === 6],
];

const cell = (text: string): string => text.replaceAll("|", "\\|");

function row(field: Field): string {
  const values = (field.values ?? []).map(([value, meaning]) => `\`${value}\` ${meaning}`).join("; ");
  const text = values ? `${field.meaning} Values: ${values}${field.open ? "; others may occur" : ""}.` : field.meaning;
  return `| \`${field.name}\` | ${field.version} | ${KINDS[field.kind]} | ${cell(text)} |`;
}

/** The page `docs/fields.md`, made from the field list. */
export function fieldsPage(): string {
  const sections = GROUPS.flatMap(([title, has]) => [
    "",
    `## ${title}`,
    "",
    "| field | version | kind | meaning |",
    "|:--|--:|:--|:--|",
    ...FIELDS.filter(has).map(row),
  ]);
  return [
    "# Fields",
    "",
    "Every field of a flow log, as Flowglass knows it. In a filter a field is named as here, or with `_` for `-`; in the API and in",
    "exports its name has `_`. A dash in the log means that the value is absent: `field:-` finds it, and the API gives `null`.",
    "",
    "This page is generated from `lib/flow/fields.ts` by `npx tsx scripts/docs/main.ts`.",
    ...sections,
    "",
  ].join("\n");
}
