import { FIELDS, type Field, type FieldKind, field as flowField } from "../flow";

/** The kinds of the record's fields, and of the two names that the filter language adds. */
export type FilterKind = FieldKind | "source" | "service";

/** A name that a filter can start a term with: a field of the record, or a name for more than one of them. */
export interface FilterField {
  /** The canonical name, as printed: `dstport`, `addr`. */
  readonly name: string;
  readonly aliases: readonly string[];
  readonly kind: FilterKind;
  /** The columns of `flows` it looks at. A term holds when it holds for any of them. */
  readonly columns: readonly string[];
  readonly label: string;
  readonly meaning: string;
  readonly values: readonly (readonly [value: string, meaning: string])[];
  /** True when values outside `values` are valid. */
  readonly open: boolean;
  /** True when amounts of bytes may carry a unit. */
  readonly bytes: boolean;
}

const ALIASES: Readonly<Record<string, readonly string[]>> = {
  srcaddr: ["src"],
  dstaddr: ["dst"],
  srcport: ["sport"],
  dstport: ["dport"],
  protocol: ["proto"],
  "interface-id": ["eni"],
  "vpc-id": ["vpc"],
  "subnet-id": ["subnet"],
  "instance-id": ["instance"],
  "flow-direction": ["dir"],
};

const ofRecord = (field: Field): FilterField => ({
  name: field.name,
  aliases: ALIASES[field.name] ?? [],
  kind: field.kind,
  columns: [field.column],
  label: field.label,
  meaning: field.meaning,
  values: field.values ?? [],
  open: field.kind !== "enum" || field.open === true,
  bytes: field.name === "bytes",
});

const named = (
  name: string,
  kind: FilterKind,
  columns: readonly string[],
  label: string,
  meaning: string,
): FilterField => ({ name, aliases: [], kind, columns, label, meaning, values: [], open: true, bytes: false });

const column = (name: string): string => flowField(name).column;

/** Everything that a filter can name. The names that stand for several fields come first: they are used most. */
export const FILTER_FIELDS: readonly FilterField[] = [
  named("addr", "address", [column("srcaddr"), column("dstaddr")], "Either address", "The source or the destination."),
  named(
    "port",
    "port",
    [column("srcport"), column("dstport")],
    "Either port",
    "The source port or the destination port.",
  ),
  named(
    "service",
    "service",
    ["service_port"],
    "Service",
    "The responder's port, however the record is directed, and the protocol: 443/tcp.",
  ),
  named("source", "source", ["input"], "Import or source", "The import or the source that the record came from."),
  ...FIELDS.map(ofRecord),
];

const byName = new Map(FILTER_FIELDS.flatMap((field) => [field.name, ...field.aliases].map((name) => [name, field])));

/** Every name and alias, to choose a suggestion from. */
export const FILTER_NAMES: readonly string[] = [...byName.keys()];

/**
 * Finds what a name stands for, with `-` or `_`, in any case, aliases included.
 * @returns undefined when there is no such name.
 */
export function findFilterField(name: string): FilterField | undefined {
  return byName.get(name.toLowerCase().replaceAll("_", "-"));
}

/**
 * The field of a term that the parser made.
 * @throws RangeError when there is none, which a parsed filter cannot have.
 */
export function filterField(name: string): FilterField {
  const found = findFilterField(name);
  if (!found) throw new RangeError(`No filter field is named "${name}".`);
  return found;
}
