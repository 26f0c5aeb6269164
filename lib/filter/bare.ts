import { portsOfService, SERVICE_NAMES } from "../flow/ports";
import { PROTOCOLS, protocolNumber } from "../flow/protocols";
import type { FilterTerm } from "./ast";
import { FILTER_NAMES, filterField, findFilterField } from "./fields";
import { looksLikeAddress } from "./kinds/address";
import { isUnit } from "./kinds/number";
import { nearest } from "./nearest";
import { compareTerm } from "./term";
import { mistake, shown, type Token } from "./token";

/** What ids begin with, and the field that holds them. The longer one of two comes first. */
const ID_FIELDS: readonly (readonly [prefix: string, field: string])[] = [
  ["eni-", "interface-id"],
  ["vpc-", "vpc-id"],
  ["subnet-", "subnet-id"],
  ["i-", "instance-id"],
  ["nat-", "resource-id"],
  ["tgw-attach-", "tgw-attachment-id"],
  ["tgw-", "tgw-id"],
];

/** Words that only one field uses. `ipv4` and `ipv6` are also protocols (4 and 41), but are rarely meant so. */
const WORD_FIELDS: ReadonlyMap<string, string> = new Map([
  ["accept", "action"],
  ["reject", "action"],
  ["nodata", "log-status"],
  ["skipdata", "log-status"],
  ["ingress", "flow-direction"],
  ["egress", "flow-direction"],
  ["ipv4", "type"],
  ["ipv6", "type"],
]);

/** What programmers write for the three connecting words. */
const CONNECTORS: ReadonlyMap<string, string> = new Map([
  ["&&", "and"],
  ["&", "and"],
  ["||", "or"],
  ["|", "or"],
]);

const EXPECTED = [
  "a condition such as dstport:443",
  "an address or CIDR block",
  "a port",
  "an id such as eni-…",
  "ACCEPT or REJECT",
  "a protocol",
  "a service name",
];

/** The words that mean something on their own, with their meaning, for completion. */
export const BARE_WORDS: readonly (readonly [word: string, meaning: string])[] = [
  ["ACCEPT", "action: the traffic was allowed"],
  ["REJECT", "action: the traffic was refused"],
  ...PROTOCOLS.filter(({ name }) => !WORD_FIELDS.has(name)).map(({ name, number }): readonly [string, string] => [
    name,
    `protocol ${number}`,
  ]),
  ...SERVICE_NAMES.filter((name) => protocolNumber(name) === undefined).map((name): readonly [string, string] => [
    name,
    `either port ${portsOfService(name).join(" or ")}`,
  ]),
];

const KNOWN_WORDS = [...WORD_FIELDS.keys(), ...BARE_WORDS.map(([known]) => known)];

/** The field that a bare word speaks of; undefined when it means nothing on its own. */
function fieldOf(text: string): string | undefined {
  if (/^\d+(\.\.\d+)?$/.test(text)) return "port";
  if (looksLikeAddress(text)) return "addr";
  const byId = ID_FIELDS.find(([prefix]) => text.startsWith(prefix) && text.length > prefix.length);
  if (byId) return byId[1];
  const word = text.toLowerCase();
  const byWord = WORD_FIELDS.get(word);
  if (byWord) return byWord;
  if (protocolNumber(word) !== undefined) return "protocol";
  if (portsOfService(word).length > 0) return "port";
  return /^[\w-]+\/[\w-]+$/.test(text) ? "service" : undefined;
}

function refuse(token: Token): never {
  const { text } = token;
  const connector = CONNECTORS.get(text);
  if (connector) throw mistake(token, `Write “${connector}” for ${text}.`, { suggestion: connector });
  if (isUnit(text)) throw mistake(token, "Write the unit right after the number, as in 10MB.", { expected: ["10MB"] });
  const field = findFilterField(text);
  if (field) {
    throw mistake(token, `${field.name} needs a value, as in ${text}:… .`, {
      expected: [`${text}:`],
      suggestion: `${text}:`,
    });
  }
  if (/^[-!]./.test(text)) {
    throw mistake(token, "Write “not” for the opposite of a condition.", {
      expected: ["not"],
      suggestion: `not ${text.slice(1)}`,
    });
  }
  const name = nearest(text, FILTER_NAMES);
  const word = nearest(text, KNOWN_WORDS);
  const suggestion = word ?? (name && `${name}:`);
  throw mistake(token, `${shown(text)} is no address, port, id, action, protocol or service.`, {
    expected: EXPECTED,
    suggestion,
  });
}

/** The term that a word without a field stands for. @throws FilterMistake */
export function bareTerm(token: Token): FilterTerm {
  const name = fieldOf(token.text) ?? refuse(token);
  if (name === "port" && /^\d{6,}$/.test(token.text)) {
    throw mistake(token, `${shown(token.text)} is no port: a number on its own means a port, up to 65535.`, {
      expected: EXPECTED,
      ...(token.text.length === 12 ? { suggestion: `account-id:${token.text}` } : {}),
    });
  }
  return compareTerm(filterField(name), "is", token);
}
