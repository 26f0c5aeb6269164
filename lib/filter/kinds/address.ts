import { NO_ADDRESS } from "../../flow";
import {
  type AddressSpan,
  isIPv4,
  networkOf,
  networkSpan,
  parseAddress,
  printAddress,
  spansWithin,
  storedAddress,
} from "../address";
import { mistake, shown, type Token } from "../token";
import { splitRange } from "./integer";
import { either, equalsAny, type Kind, type PresentValue } from "./kind";

const EXPECTED = ["an address", "a CIDR block such as 10.0.0.0/8", "a range such as 10.0.0.1..10.0.0.9"];

/** Whether a bare word was meant as an address: it has the letters and the dots or colons of one. */
export function looksLikeAddress(text: string): boolean {
  return /^[\d.]+\.[\d.*]*(\/\d*)?$/.test(text) || /^[\da-f:.]*:[\da-f:.]*:[\da-f:.]*(\/\d*)?$/i.test(text);
}

/** What an IPv4 address that was cut short could mean: 10.0 and 10.0.* are 10.0.0.0/16. */
function blockSuggestion(text: string): string | undefined {
  const octets = /^(\d{1,3}(?:\.\d{1,3}){0,2})\.?(?:\*(?:\.\*)*)?$/.exec(text)?.[1]?.split(".");
  if (!octets || octets.some((octet) => Number(octet) > 255)) return undefined;
  return `${[...octets, 0, 0, 0].slice(0, 4).map(Number).join(".")}/${octets.length * 8}`;
}

function readAddress(token: Token): bigint {
  const address = parseAddress(token.text);
  if (address !== undefined) return address;
  const [, plain = ""] = /^\[([^\]]+)\]$/.exec(token.text) ?? [];
  const portless = /^([\d.]+):\d+$/.exec(token.text)?.[1];
  throw mistake(token, `${shown(token.text)} is no IPv4 or IPv6 address.`, {
    expected: EXPECTED,
    suggestion: plain || portless || blockSuggestion(token.text),
  });
}

function readNetwork(token: Token, slash: number): PresentValue {
  const written = token.text.slice(0, slash);
  const address = readAddress({
    ...token,
    text: written,
    raw: token.quoted ? token.raw : written,
    to: token.quoted ? token.to : token.from + slash,
  });
  const family = written.includes(":") ? 6 : 4;
  const most = family === 4 ? 32 : 128;
  const length = token.text.slice(slash + 1);
  if (!/^\d{1,3}$/.test(length) || Number(length) > most) {
    throw mistake(token, `${shown(`/${length}`)} is no prefix length: for IPv${family} it is 0 to ${most}.`, {
      expected: [`a prefix length from 0 to ${most}`],
      suggestion: `${written}/${most}`,
    });
  }
  const network = networkOf(address, Number(length), family);
  const { low, high } = networkSpan(network.address, network.prefix);
  if (low === high) return { is: "one", value: printAddress(low) };
  return { is: "network", address: printAddress(network.address), prefix: network.prefix };
}

/** The interval of a value that the parser made. */
function spanOf(value: PresentValue): AddressSpan {
  const read = (text: string) => parseAddress(text) ?? 0n;
  if (value.is === "network") return networkSpan(read(value.address), value.prefix);
  if (value.is === "range") return { low: read(value.from), high: read(value.to) };
  const only = value.is === "one" ? read(value.value) : 0n;
  return { low: only, high: only };
}

/** Addresses of both families, blocks and ranges. */
export const addressKind: Kind = {
  comparisons: ["is"],
  expected: EXPECTED,
  parse(token): PresentValue {
    const range = splitRange(token);
    if (range) {
      const low = readAddress(range.from);
      const high = readAddress(range.to);
      if (isIPv4(low) !== isIPv4(high)) {
        throw mistake(token, "A range of addresses is either IPv4 or IPv6, not both.", { expected: EXPECTED });
      }
      const from = printAddress(low);
      const to = printAddress(high);
      if (low > high) throw mistake(token, "The range ends before it begins.", { suggestion: `${to}..${from}` });
      return low === high ? { is: "one", value: from } : { is: "range", from, to };
    }
    const slash = token.text.indexOf("/");
    if (slash >= 0) return readNetwork(token, slash);
    return { is: "one", value: printAddress(readAddress(token)) };
  },
  print(value) {
    if (value.is === "network") return `${value.address}/${value.prefix}`;
    if (value.is === "range") return `${value.from}..${value.to}`;
    return value.is === "one" ? value.value : "";
  },
  absent: (column) => `${column} = toIPv6('${NO_ADDRESS}')`,
  present(_field, _term, values, params) {
    const spans = values.flatMap((value) => spansWithin(spanOf(value)));
    const bind = (address: bigint) => params.bind(storedAddress(address), "IPv6");
    const equals = equalsAny(
      spans.filter(({ low, high }) => low === high).map(({ low }) => storedAddress(low)),
      "IPv6",
      params,
    );
    const blocks = spans
      .filter(({ low, high }) => low !== high)
      .map(({ low, high }) => `BETWEEN ${bind(low)} AND ${bind(high)}`);
    return (column) => either([...equals(column), ...blocks.map((block) => `${column} ${block}`)]);
  },
  hints: () => [],
};
