import { field } from "../../flow";
import { portsOfService, SERVICE_NAMES } from "../../flow/ports";
import { protocolName } from "../../flow/protocols";
import { nearest } from "../nearest";
import { mistake, partOf, shown } from "../token";
import { readDigits } from "./integer";
import { either, equalsAny, type Kind, notNull, type PresentValue } from "./kind";
import { portKind, readPort } from "./port";
import { readProtocol } from "./protocol";

const EXPECTED = ["a port and protocol such as 443/tcp", "a service name such as https", "a port"];

const PROTOCOL = field("protocol").column;

/** The ports that a service is at: the one that is written, or those of the name. */
function portsOf(text: string): readonly number[] {
  return readDigits(text) === undefined ? portsOfService(text) : [Number(text)];
}

/** Where traffic is answered: the responder's port, with the protocol when it is given. */
export const serviceKind: Kind = {
  comparisons: ["is"],
  expected: EXPECTED,
  parse(token): PresentValue {
    const slash = token.text.indexOf("/");
    const place = slash < 0 ? token : partOf(token, 0, slash);
    const name = place.text.toLowerCase();
    if (portsOfService(name).length === 0 && readDigits(name) === undefined) {
      throw mistake(place, `${shown(place.text)} is no port and no known service.`, {
        expected: EXPECTED,
        suggestion: nearest(name, SERVICE_NAMES),
      });
    }
    const port = readDigits(name) === undefined ? name : readPort(place).toString();
    if (slash < 0) return { is: "one", value: port };
    const protocol = readProtocol(partOf(token, slash + 1, token.text.length - slash - 1));
    return { is: "one", value: `${port}/${protocol}` };
  },
  print(value) {
    if (value.is !== "one") return "";
    const [port = "", protocol] = value.value.split("/");
    return protocol === undefined ? port : `${port}/${protocolName(Number(protocol))}`;
  },
  absent: (column) => `isNull(${column})`,
  present(_field, _term, values, params) {
    const places = values.flatMap((value) => (value.is === "one" ? [value.value.split("/")] : []));
    const anywhere = places.flatMap(([place = "", protocol]) => (protocol === undefined ? portsOf(place) : []));
    const ports = equalsAny(anywhere, "UInt16", params);
    const withProtocol = places.flatMap(([place = "", protocol]) => {
      if (protocol === undefined) return [];
      const equals = equalsAny(portsOf(place), "UInt16", params);
      const number = params.bind(protocol, "UInt8");
      return [(column: string) => `(${either(equals(column))} AND ${PROTOCOL} = ${number})`];
    });
    return (column) => notNull(either([...ports(column), ...withProtocol.map((condition) => condition(column))]));
  },
  hints: (field) => portKind.hints(field),
};
