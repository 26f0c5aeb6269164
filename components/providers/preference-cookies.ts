import type { ByteUnits } from "@/lib/view";

export type Theme = "system" | "light" | "dark";

/** What a reader may choose about the looks. None of it changes what is asked of the data. */
export interface Preferences {
  readonly theme: Theme;
  readonly units: ByteUnits;
  /** The left rail shows icons with labels, or icons alone. */
  readonly rail: "wide" | "narrow";
}

const PREFIX = "flowglass-";
const YEAR = 31_536_000;

/** Keeps preferences for a year. @param jar the document, or what takes cookies like it. */
export function writePreferences(jar: { cookie: string }, change: Partial<Preferences>): void {
  for (const [name, value] of Object.entries(change)) {
    jar.cookie = `${PREFIX}${name}=${value}; path=/; max-age=${YEAR}; samesite=lax`;
  }
}

/** Reads the preferences; what is absent or unknown is the default. @param read gives a cookie's value by its name. */
export function readPreferences(read: (name: string) => string | undefined): Preferences {
  const theme = read(`${PREFIX}theme`);
  return {
    theme: theme === "light" || theme === "dark" ? theme : "system",
    units: read(`${PREFIX}units`) === "iec" ? "iec" : "si",
    rail: read(`${PREFIX}rail`) === "narrow" ? "narrow" : "wide",
  };
}
