import { findFilterField } from "@/lib/filter/fields";
import { nearest } from "@/lib/filter/nearest";
import { FIELDS, type Field, findField } from "@/lib/flow";
import { PORT_PROTOCOLS } from "@/lib/flow/protocols";
import { QuestionError } from "./errors";
import type { SumsBranch } from "./sums";
import { ABSENT_ADDRESS, addressTextSql, columnSql, fieldTextSql, isSourceSql, protocolNameSql } from "./text";

/** The rows that one key comes from, and their columns in stored types: text is made only of the keys that are shown. */
export type KeyBranch = SumsBranch;

/** What traffic can be grouped by. */
export interface Grouping {
  readonly name: string;
  readonly label: string;
  readonly meaning: string;
  /** One when a record has one key; two when it has two, as under both its addresses. */
  readonly branches: readonly [KeyBranch, ...KeyBranch[]];
  /** The types of the key's columns without Nullable and LowCardinality, to bind values of them. */
  readonly types: readonly string[];
  /** The columns of `flows` that the key is made of. */
  readonly uses: readonly string[];
  /** SQL of the key as text, over `k0` (and `k1`); NULL when absent. */
  readonly text: string;
  /** True when there can be only a few keys, so that they can be ranked after a single scan. */
  readonly small: boolean;
}

const baseType = (type: string): string => /^(?:Nullable|LowCardinality)\((.*)\)$/.exec(type)?.[1] ?? type;

const ofField = (field: Field): Grouping => ({
  name: field.column,
  label: field.label,
  meaning: field.meaning,
  branches: [{ columns: [columnSql(field.column)] }],
  types: [baseType(field.type)],
  uses: [field.column],
  text: fieldTextSql(field, "k0"),
  small: field.kind === "enum" || field.kind === "protocol",
});

const ports = PORT_PROTOCOLS.join(", ");

const DERIVED: readonly Grouping[] = [
  {
    name: "addr",
    label: "Either address",
    meaning: "A record counts under its source and under its destination; once when both are the same.",
    branches: [
      { columns: ["srcaddr"], uses: ["srcaddr"] },
      { columns: ["dstaddr"], uses: ["dstaddr"], notSelf: true },
    ],
    types: ["IPv6"],
    uses: ["srcaddr", "dstaddr"],
    text: addressTextSql("k0"),
    small: false,
  },
  {
    name: "pair",
    label: "Pair of addresses",
    meaning: "Both addresses, whichever sent: the lower one first, IPv4 before IPv6, with a space between.",
    branches: [{ columns: ["if(srcaddr <= dstaddr, srcaddr, dstaddr)", "if(srcaddr <= dstaddr, dstaddr, srcaddr)"] }],
    types: ["IPv6", "IPv6"],
    uses: ["srcaddr", "dstaddr"],
    text: `if(k0 = ${ABSENT_ADDRESS}, NULL, concat(${addressTextSql("k0")}, ' ', ifNull(${addressTextSql("k1")}, '-')))`,
    small: false,
  },
  {
    name: "service",
    label: "Service",
    meaning:
      "The responder's port and the protocol (443/tcp), however the record is directed; else the protocol alone.",
    branches: [{ columns: [`if(protocol IN (${ports}), service_port, NULL)`, "protocol"] }],
    types: ["UInt16", "UInt8"],
    uses: ["service_port", "protocol"],
    text: `if(isNull(k0), ${protocolNameSql("k1")}, concat(toString(k0), '/', ${protocolNameSql("k1")}))`,
    small: true,
  },
  {
    name: "port",
    label: "Either port",
    meaning: "A record counts under its source port and under its destination port; once when both are the same.",
    branches: [
      { columns: ["srcport"], uses: ["srcport"] },
      {
        columns: ["dstport"],
        uses: ["srcport", "dstport"],
        where: "ifNull(toInt32(srcport), -1) != ifNull(toInt32(dstport), -1)",
      },
    ],
    types: ["UInt16"],
    uses: ["srcport", "dstport"],
    text: "toString(k0)",
    small: false,
  },
  {
    name: "import",
    label: "Import or source",
    meaning: "The import or source that the record came from.",
    branches: [{ columns: ["input"] }],
    types: ["UInt32"],
    uses: ["input"],
    text: `concat(if(${isSourceSql("k0")}, 'src-', 'imp-'), toString(k0))`,
    small: false,
  },
];

/** Everything that traffic can be grouped by, by name. */
export const GROUPINGS: readonly Grouping[] = [...DERIVED, ...FIELDS.filter((field) => field.groupable).map(ofField)];

const byName = new Map(GROUPINGS.map((grouping) => [grouping.name, grouping]));
const ALIASES: Readonly<Record<string, string>> = { source: "import", input: "import", addresses: "pair" };

/**
 * Finds a grouping by name: a field with `-` or `_`, in any case, an alias of the filter language, or a derived one.
 * @param parameter the request's parameter that names it, for the error.
 * @throws QuestionError when there is none, with the names that are accepted.
 */
export function groupingNamed(name: string, parameter = "by"): Grouping {
  const plain = name.trim().toLowerCase().replaceAll("-", "_");
  const column = ALIASES[plain] ?? findFilterField(plain)?.columns[0];
  const found = byName.get(plain) ?? (column === undefined ? undefined : byName.get(ALIASES[plain] ?? column));
  if (found) return found;
  const names = [...byName.keys()];
  const field = findField(plain);
  if (field) {
    throw new QuestionError(
      parameter,
      `Traffic cannot be grouped by ${field.name}: nearly every record differs.`,
      names,
    );
  }
  const meant = nearest(plain, names);
  const hint = meant ? ` Did you mean ${meant}?` : "";
  throw new QuestionError(parameter, `No field is named "${name}".${hint}`, names, meant);
}

/** The key's columns of a branch, as `… AS k0, … AS k1`. */
export function keyColumnsSql(branch: KeyBranch): string {
  return branch.columns.map((sql, i) => `${sql} AS k${i}`).join(", ");
}

/** `k0, k1` as far as the grouping has them. */
export function keyNames(grouping: Grouping): string {
  return grouping.types.map((_, i) => `k${i}`).join(", ");
}
