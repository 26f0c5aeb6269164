/**
 * What makes questions fast without being part of the records: sums by time and key, kept by the engine inside each
 * part (aggregating projections), so that they can never differ from the records, move with them and go with them. The
 * engine uses one by itself where a statement groups by its keys, filters by its keys and asks for its sums; a part
 * that has none yet is read record by record.
 */

/** An index or a projection of `flows`. */
export interface Accelerator {
  readonly name: string;
  /** As it stands in CREATE TABLE, and after ADD. */
  readonly definition: string;
}

/** The start of a record's minute, hour and day: the widths that sums are kept in. */
export const MINUTE_SQL = "toStartOfMinute(start)";
export const HOUR_SQL = "toStartOfHour(start)";
export const DAY_SQL = "toStartOfDay(start)";

/** Where a record came from: in all sums but those by one address, which many imports would make several times larger. */
const INPUT = "input";

/** Keys that every kept sum has: what a flow record is, and what became of it. */
const ALWAYS = ["action", "log_status"];
const SUMS = ["count()", "sum(bytes)", "sum(packets)"];
/** The first start, the last start and the last end; 1970 stands for a time that is absent. */
export const FIRST_START_SQL = "minIf(start, toUInt32(start) > 0)";
export const LAST_START_SQL = "max(start)";
export const LAST_END_SQL = "max(end)";
const SPAN = [FIRST_START_SQL, LAST_START_SQL, LAST_END_SQL];
/**
 * The windows that NODATA and SKIPDATA lines tell of, as (start, end): few beside the records, and to be found without
 * reading these.
 */
export const WINDOWS_SQL = "groupArrayIf((toUInt32(start), toUInt32(end)), log_status IN ('NODATA', 'SKIPDATA'))";
/** True for a record that an address sent to itself: it counts under that address once. */
export const SELF_SQL = "srcaddr = dstaddr";
/** True for a record that goes towards the service's port; false for one that comes back, or has no ports. */
export const TOWARDS_SQL = "ifNull(dstport = service_port, 0)";
/** What a pair of addresses has in common with the interface that logged it. */
const PAIR_KEYS = ["service_port", "protocol", TOWARDS_SQL, HOUR_SQL, INPUT, "interface_id", "flow_direction"];

function sums(name: string, keys: readonly string[], more: readonly string[] = []): Accelerator {
  const all = [...keys, ...ALWAYS];
  const select = [...all, ...SUMS, ...more].join(", ");
  return { name, definition: `PROJECTION ${name} (SELECT ${select} GROUP BY ${all.join(", ")})` };
}

/**
 * A projection that keeps ClickHouse's own stretches of 8192 rows, finer ones of the records or not: a list of all
 * addresses tries the conditions on time with every stretch, and with 512 rows in each took four times as long at 100
 * million records. Those that staging tables have too must be the same in stores of earlier versions: not they.
 */
function coarse({ name, definition }: Accelerator): Accelerator {
  return { name, definition: `${definition} WITH SETTINGS (index_granularity = 8192)` };
}

/** Where an address's records lie in their part, so that a few among many are read without looking at the rest. */
function places(column: string): Accelerator {
  const name = `at_${column}`;
  return { name, definition: `PROJECTION ${name} (SELECT ${column}, _part_offset ORDER BY ${column})` };
}

/**
 * Refused records once more, by themselves: they are a small part of most logs, everywhere in the store, and what people
 * look into. Every question that asks for no others is answered from them.
 */
export const REFUSED: Accelerator = {
  name: "refused",
  definition: "PROJECTION refused (SELECT * WHERE action = 'REJECT' ORDER BY start, input, line)",
};

function bloom(column: string): Accelerator {
  const name = `has_${column}`;
  // Of four stretches at once: a filter of each would take more room and longer to try.
  return { name, definition: `INDEX ${name} ${column} TYPE bloom_filter(0.01) GRANULARITY 4` };
}

/** A rare address is in few blocks of records; a bloom filter per block finds them. */
export const INDEXES: readonly Accelerator[] = ["srcaddr", "dstaddr", "pkt_srcaddr", "pkt_dstaddr"].map(bloom);

/** Small ones, made while records are imported: they cost next to nothing. */
export const EARLY_PROJECTIONS: readonly Accelerator[] = [
  sums("by_minute", [MINUTE_SQL, SELF_SQL, INPUT], SPAN),
  sums("by_service", [HOUR_SQL, "service_port", "protocol", INPUT]),
  sums("by_interface", [HOUR_SQL, "interface_id", INPUT], [LAST_END_SQL, WINDOWS_SQL]),
];

/** Large ones, made after an import: while records are imported they would take half the speed. */
export const LATE_PROJECTIONS: readonly Accelerator[] = [
  ...[
    sums("by_srcaddr_hour", ["srcaddr", HOUR_SQL], SPAN),
    sums("by_dstaddr_hour", ["dstaddr", HOUR_SQL, SELF_SQL], SPAN),
    sums("by_srcaddr_day", ["srcaddr", DAY_SQL], SPAN),
    sums("by_dstaddr_day", ["dstaddr", DAY_SQL, SELF_SQL], SPAN),
    sums("pairs_by_srcaddr", ["srcaddr", "dstaddr", ...PAIR_KEYS]),
    sums("pairs_by_dstaddr", ["dstaddr", "srcaddr", ...PAIR_KEYS]),
    places("srcaddr"),
    places("dstaddr"),
  ].map(coarse),
  REFUSED,
];

/** What earlier versions kept. Parts that differ in what they keep are never merged, so that it has to go everywhere. */
export const RETIRED: readonly string[] = ["by_srcaddr", "by_dstaddr", "from_srcaddr", "to_dstaddr"];
