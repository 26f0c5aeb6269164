import { AwsFault } from "../server/fault";
import type { Form } from "../server/form";
import type { XmlValue } from "../server/xml";
import type { Item } from "./inventory";

/** How a list is asked for: the parameter that names ids, the element that holds the id, and filters with other names. */
export interface Selection {
  readonly idParameter: string;
  readonly idElement: string;
  /** Filters whose element is not their own name in camel case, by dotted path. */
  readonly filters: Readonly<Record<string, string>>;
  /** The error code for an id that is not there, such as `InvalidVpcID.NotFound`. */
  readonly missing: string;
}

/**
 * Chooses by ids and filters and cuts a page, as every `Describe…` of EC2 does.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html
 */
export function select(
  items: readonly Item[],
  form: Form,
  how: Selection,
): { readonly items: readonly Item[]; readonly nextToken: string | undefined } {
  const ids = form.list(how.idParameter);
  for (const id of ids) {
    if (!items.some((item) => item[how.idElement] === id)) {
      throw new AwsFault(how.missing, `The ID '${id}' does not exist`);
    }
  }
  const filters = form.structures("Filter").map((filter) => ({
    name: filter.text("Name") ?? "",
    values: filter.list("Value").map(wildcard),
  }));
  const known = new Set([...Object.keys(how.filters), ...items.flatMap((item) => Object.keys(item).map(kebab))]);
  for (const { name } of filters) {
    if (items.length > 0 && !known.has(name) && !name.startsWith("tag")) {
      throw new AwsFault("InvalidParameterValue", `The filter '${name}' is invalid`);
    }
  }
  const chosen = items
    .filter((item) => ids.length === 0 || ids.includes(String(item[how.idElement])))
    .filter((item) =>
      filters.every(({ name, values }) =>
        valuesOf(item, name, how).some((value) => values.some((pattern) => pattern.test(value))),
      ),
    );
  const from = offset(form.text("NextToken"));
  const most = form.number("MaxResults") ?? chosen.length;
  const end = from + most;
  return { items: chosen.slice(from, end), nextToken: end < chosen.length ? `page-${end}` : undefined };
}

function offset(token: string | undefined): number {
  if (token === undefined) return 0;
  const number = /^page-(\d+)$/.exec(token)?.[1];
  if (number === undefined) throw new AwsFault("InvalidNextToken", `The token '${token}' is invalid`);
  return Number(number);
}

function valuesOf(item: Item, filter: string, how: Selection): string[] {
  if (filter.startsWith("tag:")) {
    const key = filter.slice(4);
    return at(item, "tagSet")
      .filter((tag) => at(tag, "key")[0] === key)
      .flatMap((tag) => at(tag, "value").map(String));
  }
  return at(item, how.filters[filter] ?? camel(filter)).map(String);
}

/** Every value at a dotted path; lists on the way are gone through. */
function at(value: XmlValue, path: string): XmlValue[] {
  let found: XmlValue[] = [value];
  for (const name of path.split(".")) {
    found = found.flatMap((item) => {
      if (item === null || typeof item !== "object" || Array.isArray(item)) return [];
      const inner = (item as Item)[name];
      return inner === undefined ? [] : Array.isArray(inner) ? inner : [inner];
    });
  }
  return found;
}

const camel = (text: string): string => text.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
const kebab = (text: string): string => text.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function wildcard(pattern: string): RegExp {
  const escaped = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*/g, ".*")
    .replace(/\?/g, ".");
  return new RegExp(`^${escaped}$`);
}
