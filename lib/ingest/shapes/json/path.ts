/** A step from a value to one inside it: a key, an item by number, each item, or the fold below. */
export type Step = string | number;
export type Path = readonly Step[];

/** Each item of an array. */
export const EACH = -1;
/** `[{field, value}, …]`, as get-query-results writes rows, taken as the object that it stands for. */
export const FOLD = -2;

export type Members = Record<string, unknown>;

export const isObject = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Is this a row of `{field, value}` pairs? */
export function isFoldable(value: unknown): value is readonly Members[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((item) => isObject(item) && typeof item.field === "string" && "value" in item)
  );
}

export function fold(row: readonly Members[]): Members {
  return Object.fromEntries(row.map((item) => [String(item.field), item.value]));
}

/** Calls `take` for every value at the path; `undefined` where the last steps lead nowhere. */
export function follow(value: unknown, path: Path, take: (value: unknown) => void, from = 0): void {
  let here = value;
  for (let i = from; i < path.length; i += 1) {
    const step = path[i];
    if (step === EACH) {
      if (Array.isArray(here)) for (const item of here) follow(item, path, take, i + 1);
      else take(undefined);
      return;
    }
    if (step === FOLD) here = isFoldable(here) ? fold(here) : undefined;
    else if (typeof step === "number") here = Array.isArray(here) ? here[step] : undefined;
    else here = isObject(here) && step !== undefined ? here[step] : undefined;
    if (here === undefined) break;
  }
  take(here);
}

/** The path as people write it: `events[].message`. */
export function printPath(path: Path): string {
  let text = "";
  for (const step of path) {
    if (step === FOLD) continue;
    if (step === EACH) text += "[]";
    else if (typeof step === "number") text += `[${step}]`;
    else text += text === "" ? step : `.${step}`;
  }
  return text;
}
