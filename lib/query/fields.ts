import { FIELDS } from "@/lib/flow";
import { GROUPINGS } from "./grouping";

/** Every field as other programs see it, and everything that traffic can be grouped by. */
export function listFields() {
  return {
    fields: FIELDS.map((field) => ({
      name: field.name,
      column: field.column,
      version: field.version,
      kind: field.kind,
      label: field.label,
      meaning: field.meaning,
      values: (field.values ?? []).map(([value, meaning]) => ({ value, meaning })),
      open: field.kind !== "enum" || field.open === true,
      groupable: field.groupable,
    })),
    groupings: GROUPINGS.map(({ name, label, meaning }) => ({ name, label, meaning })),
  };
}
