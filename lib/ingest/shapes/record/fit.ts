import { findField } from "@/lib/flow";
import { isValid, looksLike } from "./kinds";

/** Is this a record in this order, by the rules that the parser goes by? */
export function isRecord(tokens: readonly string[], fields: readonly string[], from = 0): boolean {
  if (tokens.length - from !== fields.length) return false;
  for (let i = 0; i < fields.length; i += 1) {
    if (!isValid(fields[i] ?? "", tokens[from + i] ?? "")) return false;
  }
  return true;
}

/** The version that a flow log with these fields has: the highest among them. Transit Gateway's own fields make it 6. */
export function versionOf(fields: readonly string[]): number {
  let highest = 2;
  for (const name of fields) {
    const version = findField(name)?.version ?? 2;
    if (version === 6) return 6;
    if (version > highest) highest = version;
  }
  return highest;
}

/**
 * How well a record's values look like its fields, from 0 to 1: the share of values in the form that AWS gives
 * them, with a fifth off for each thing that should not be: an end before the start, fewer bytes than packets.
 */
export function likeness(tokens: readonly string[], fields: readonly string[], from = 0): number {
  let like = 0;
  const at = new Map<string, string>();
  for (let i = 0; i < fields.length; i += 1) {
    const name = fields[i] ?? "";
    const token = tokens[from + i] ?? "";
    at.set(name, token);
    if (looksLike(name, token)) like += 1;
  }
  let score = like / fields.length;
  if (below(at.get("end"), at.get("start"))) score *= 0.8;
  if (below(at.get("bytes"), at.get("packets"))) score *= 0.8;
  const family = [at.get("srcaddr"), at.get("dstaddr")].filter((token) => token !== undefined && token !== "-");
  if (family.length === 2 && family[0]?.includes(":") !== family[1]?.includes(":")) score *= 0.8;
  const version = at.get("version");
  if (version !== undefined && Number(version) !== versionOf(fields)) score -= 0.02;
  return score;
}

function below(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && /^\d+$/.test(a) && /^\d+$/.test(b) && Number(a) < Number(b);
}
