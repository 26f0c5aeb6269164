import type { Measure } from "./view";

/** A count as the API gives it: a number, or a decimal string where a number would not be exact. */
export type Count = number | string;

/** Powers of 1000 (`kB`) or of 1024 (`KiB`). */
export type ByteUnits = "si" | "iec";

const PREFIXES = ["", "k", "M", "G", "T", "P", "E"];
const MINUS = "\u2212";
const SPACE = "\u00a0";

/** A count as a number; exact below 2^53, the nearest one above. */
export const toNumber = (count: Count): number => Number(count);

/** Three significant digits, never as a power of ten. */
function threeDigits(value: number): string {
  const size = Math.abs(value);
  const digits = size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
  const text = value.toFixed(digits);
  return value < 0 ? text.replace("-", MINUS) : text;
}

function stepOf(value: number, base: number): number {
  let step = 0;
  let size = Math.abs(value);
  // 999.5 would be shown as 1000: it belongs to the next unit.
  while (size >= base - 0.5 && step < PREFIXES.length - 1) {
    size /= base;
    step++;
  }
  return step;
}

const byteUnit = (step: number, units: ByteUnits): string =>
  step === 0 ? "B" : units === "iec" ? `${PREFIXES[step]?.toUpperCase()}iB` : `${PREFIXES[step]}B`;

const joined = (figure: string, unit: string): string => (unit ? `${figure}${SPACE}${unit}` : figure);

function scaled(value: number, base: number, unit: (step: number) => string): string {
  const step = stepOf(value, base);
  const figure = step === 0 && Number.isInteger(value) ? String(value) : threeDigits(value / base ** step);
  return joined(figure.replace("-", MINUS), unit(step));
}

/** Bytes with three significant digits: `18.2 GB`, or `17.0 GiB`. */
export function formatBytes(bytes: Count, units: ByteUnits = "si"): string {
  return scaled(toNumber(bytes), units === "iec" ? 1024 : 1000, (step) => byteUnit(step, units));
}

/** A count of things with three significant digits: `421`, `4.31 k`, `1.20 M`. */
export function formatCount(count: Count): string {
  return scaled(toNumber(count), 1000, (step) => PREFIXES[step] ?? "");
}

/** Every digit of a count, in groups of three: `18,203,441`. Exact for decimal strings of any length. */
export function formatExact(count: Count): string {
  const [whole = "", fraction] = String(count).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return fraction ? `${grouped}.${fraction}` : grouped;
}

/** Bits per second, always in powers of 1000: `1.20 Mbit/s`. */
export function formatBitRate(bytes: Count, seconds: number): string {
  const rate = seconds > 0 ? (toNumber(bytes) * 8) / seconds : 0;
  return scaled(rate, 1000, (step) => `${PREFIXES[step]}bit/s`);
}

/** Things per second: `4.31 k/s`. */
export function formatRate(count: Count, seconds: number): string {
  const rate = seconds > 0 ? toNumber(count) / seconds : 0;
  return scaled(rate, 1000, (step) => `${PREFIXES[step]}/s`);
}

/** A share of a whole in percent with one decimal: `5.1 %`. What is there but would round to nothing is `<0.1 %`. */
export function formatShare(part: Count, whole: Count): string {
  const ratio = toNumber(whole) > 0 ? toNumber(part) / toNumber(whole) : 0;
  if (ratio > 0 && ratio < 0.001) return `<0.1${SPACE}%`;
  if (ratio < 1 && ratio > 0.999) return `>99.9${SPACE}%`;
  return `${(ratio * 100).toFixed(ratio === 0 || ratio === 1 ? 0 : 1)}${SPACE}%`;
}

/** A figure of a measure: bytes with their unit, packets and flows as counts. */
export function formatMeasure(value: Count, measure: Measure, units: ByteUnits = "si"): string {
  return measure === "bytes" ? formatBytes(value, units) : formatCount(value);
}

/** The label of a mark on a value axis: as `formatMeasure`, without zeros that say nothing (`90 MB`, `2.5 k`). */
export function formatAxisValue(value: number, measure: Measure, units: ByteUnits = "si"): string {
  return formatMeasure(value, measure, units).replace(/\.(\d*?)0+(?=\D|$)/, (_, kept: string) =>
    kept ? `.${kept}` : "",
  );
}

/** The exact figure of a measure with its word: `18,203,441 bytes`, `1 flow`. */
export function formatMeasureExact(value: Count, measure: Measure): string {
  return `${formatExact(value)}${SPACE}${toNumber(value) === 1 ? measure.slice(0, -1) : measure}`;
}

/** Writes the figures of one column in one unit, chosen by the largest of them. */
export interface ColumnFormat {
  /** The unit that all figures share; empty for small counts. */
  readonly unit: string;
  /** The figure without its unit; what would round to 0 is `<0.1`, or the like, and only nothing is `0`. */
  figure(value: Count): string;
}

/** @param largest the largest value of the column: it gets three significant digits, the others as many decimals. */
export function columnFormat(largest: Count, measure: Measure, units: ByteUnits = "si"): ColumnFormat {
  const base = measure === "bytes" && units === "iec" ? 1024 : 1000;
  // Counts of up to five digits are read as they are: 2,312 beside 165, not 2.31 k beside 0.17 k.
  if (measure !== "bytes" && toNumber(largest) < 100_000) return { unit: "", figure: formatExact };
  const step = stepOf(toNumber(largest), base);
  const top = toNumber(largest) / base ** step;
  const digits = step === 0 ? 0 : top >= 99.95 ? 0 : top >= 9.995 ? 1 : 2;
  const least = 10 ** -digits;
  return {
    unit: measure === "bytes" ? byteUnit(step, units) : (PREFIXES[step] ?? ""),
    figure(value) {
      const number = toNumber(value) / base ** step;
      if (number === 0) return "0";
      return number > 0 && number < least / 2 ? `<${least.toFixed(digits)}` : number.toFixed(digits);
    },
  };
}
