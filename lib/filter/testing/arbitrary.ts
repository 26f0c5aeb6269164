/** Filters at random, for property tests: trees as the parser makes them. */

import fc from "fast-check";
import { FLAG_BITS } from "../../flow/flags";
import { SERVICE_NAMES } from "../../flow/ports";
import { networkOf, networkSpan, printAddress } from "../address";
import { allOf, anyOf, type FilterNode, type FilterTerm, type FilterValue, negated } from "../ast";
import { FILTER_FIELDS, type FilterField } from "../fields";
import { kindOf } from "../kinds";

const one = (value: string | number | bigint): FilterValue => ({ is: "one", value: String(value) });

const range = (a: bigint, b: bigint): FilterValue =>
  a === b ? one(a) : { is: "range", from: String(a < b ? a : b), to: String(a < b ? b : a) };

const ipv4 = fc.bigInt({ min: 0n, max: 0xffffffffn }).map((bits) => (0xffffn << 32n) | bits);
const ipv6 = fc.oneof(
  fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }),
  fc.bigInt({ min: 0n, max: 0xffffn }).map((low) => (0x20010db8n << 96n) | low),
);

const network = (family: 4 | 6) =>
  fc
    .tuple(family === 4 ? ipv4 : ipv6, fc.nat({ max: family === 4 ? 32 : 128 }))
    .map(([address, prefix]): FilterValue => {
      const block = networkOf(address, prefix, family);
      const { low, high } = networkSpan(block.address, block.prefix);
      if (low === high) return one(printAddress(low));
      return { is: "network", address: printAddress(block.address), prefix: block.prefix };
    });

const addressRange = (addresses: fc.Arbitrary<bigint>) =>
  fc.tuple(addresses, addresses).map(([a, b]): FilterValue => {
    const [low, high] = a < b ? [a, b] : [b, a];
    return low === high ? one(printAddress(low)) : { is: "range", from: printAddress(low), to: printAddress(high) };
  });

const integer = (most: bigint) => {
  const number = fc.oneof(fc.bigInt({ min: 0n, max: most }), fc.bigInt({ min: 0n, max: 20n }), fc.constant(most));
  return fc.oneof(
    number.map(one),
    fc.tuple(number, number).map(([a, b]) => range(a, b)),
  );
};

/** Bytes in round amounts, which print with units. */
const round = fc
  .tuple(fc.bigInt({ min: 0n, max: 4000n }), fc.constantFrom(1n, 1000n, 1024n, 1000n ** 3n, 1024n ** 4n))
  .map(([n, unit]) => one(n * unit));

const text = fc.string({ minLength: 1, maxLength: 12, unit: "grapheme" });
const word = fc.oneof(
  text,
  fc.constantFrom("and", "OR", "not", "-", "*", "a*b", 'say "hi"', "a\\b", "(x)", "dstport:1"),
);
const pattern = fc.array(fc.oneof(word, fc.constant("")), { minLength: 2, maxLength: 4 }).map((pieces): FilterValue => {
  return { is: "pattern", pieces: pieces.filter((piece, i) => piece !== "" || i === 0 || i === pieces.length - 1) };
});

function present(field: FilterField): fc.Arbitrary<FilterValue> {
  const listed = field.values.map(([value]) => value);
  switch (field.kind) {
    case "address":
      return fc.oneof(
        fc.oneof(ipv4, ipv6).map((address) => one(printAddress(address))),
        network(4),
        network(6),
        addressRange(ipv4),
        addressRange(ipv6.filter((address) => address >> 32n !== 0xffffn)),
      );
    case "port":
      return fc.oneof(
        integer(65535n),
        fc.constantFrom(...SERVICE_NAMES).map((name): FilterValue => ({ is: "service", name })),
      );
    case "number":
      return field.bytes ? fc.oneof(integer((1n << 64n) - 1n), round) : integer((1n << 64n) - 1n);
    case "time":
      return integer((1n << 32n) - 1n);
    case "protocol":
      return fc.nat({ max: 255 }).map(one);
    case "flags":
      return fc.oneof(
        fc.nat({ max: 65535 }).map(one),
        fc.nat({ max: 31 }).map(one),
        fc.constantFrom(...Object.keys(FLAG_BITS)).map((name): FilterValue => ({ is: "flag", name })),
      );
    case "enum": {
      const known = fc.constantFrom(...listed).map(one);
      if (!field.open) return known;
      const other = word.filter((s) => !s.includes("*")).map((s) => s.toLowerCase());
      return fc.oneof(known, other.filter((s) => listed.every((v) => v.toLowerCase() !== s)).map(one));
    }
    case "text":
      return fc.oneof(word.map(one), pattern);
    case "source":
      return fc
        .tuple(fc.constantFrom("", "imp-", "src-"), fc.nat({ max: 4294967295 }))
        .map(([p, n]) => one(`${p}${n}`));
    case "service":
      return fc
        .tuple(
          fc.oneof(fc.nat({ max: 65535 }).map(String), fc.constantFrom(...SERVICE_NAMES)),
          fc.option(fc.nat({ max: 255 }), { nil: undefined }),
        )
        .map(([place, protocol]) => one(protocol === undefined ? place : `${place}/${protocol}`));
  }
}

/** A value that a field can have in a filter. */
export function filterValue(field: FilterField): fc.Arbitrary<FilterValue> {
  if (kindOf(field).always) return present(field);
  return fc.oneof(
    { weight: 8, arbitrary: present(field) },
    { weight: 1, arbitrary: fc.constant({ is: "absent" } as const) },
  );
}

/** A term of a field, over all its comparisons. */
export function filterTerm(field: FilterField): fc.Arbitrary<FilterTerm> {
  const is = fc
    .array(filterValue(field), { minLength: 1, maxLength: 4 })
    .map((values): FilterTerm => ({ type: "term", field: field.name, comparison: "is", values }));
  const ordered = kindOf(field).comparisons.filter((comparison) => comparison !== "is");
  if (ordered.length === 0) return is;
  const compared = fc
    .tuple(
      fc.constantFrom(...ordered),
      present(field).filter((value) => value.is === "one"),
    )
    .map(([comparison, value]): FilterTerm => ({ type: "term", field: field.name, comparison, values: [value] }));
  return fc.oneof(is, compared);
}

/** A whole tree. */
export const anyNode: fc.Arbitrary<FilterNode> = fc.letrec<{ node: FilterNode }>((tie) => ({
  node: fc.oneof(
    { depthSize: "small", maxDepth: 4 },
    fc.constantFrom(...FILTER_FIELDS).chain(filterTerm),
    fc.array(tie("node"), { minLength: 2, maxLength: 4 }).map(allOf),
    fc.array(tie("node"), { minLength: 2, maxLength: 4 }).map(anyOf),
    tie("node").map(negated),
  ),
})).node;
