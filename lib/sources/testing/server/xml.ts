/** What an XML answer is made of: a list becomes `<item>` elements. */
export type XmlValue =
  | string
  | number
  | boolean
  | undefined
  | readonly XmlValue[]
  | { readonly [name: string]: XmlValue };

const ESCAPES: Readonly<Record<string, string>> = { "<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;" };

/** Text as it may stand between tags. */
export const escapeXml = (text: string): string => text.replace(/[<>&"]/g, (sign) => ESCAPES[sign] ?? sign);

/** One element with everything in it. An undefined value writes nothing. */
export function element(name: string, value: XmlValue): string {
  if (value === undefined) return "";
  return `<${name}>${content(value)}</${name}>`;
}

function content(value: XmlValue): string {
  if (typeof value === "string") return escapeXml(value);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (isList(value)) return value.map((item) => element("item", item)).join("");
  return Object.entries(value ?? {})
    .map(([name, item]) => element(name, item))
    .join("");
}

function isList(value: XmlValue): value is readonly XmlValue[] {
  return Array.isArray(value);
}
