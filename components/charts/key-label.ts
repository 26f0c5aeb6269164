import { findField } from "@/lib/flow";
import { flagNames } from "@/lib/flow/flags";
import { serviceName } from "@/lib/flow/ports";
import { protocolName, protocolNumber } from "@/lib/flow/protocols";

const port = (key: string, protocol?: number): string => {
  const name = serviceName(Number(key), protocol);
  return name ? `${key} ${name}` : key;
};

/**
 * A group's value as people read it: names of protocols, services and flags beside their numbers.
 * @param by a key of GROUPINGS. @param key the value; null where the log has `-`.
 */
export function keyLabel(by: string, key: string | null): string {
  if (key === null || key === "") return "-";
  if (by === "pair") return key.replace(" ", " and ");
  if (by === "protocol") return protocolName(Number(key));
  if (by === "service") {
    const [number = "", protocol = ""] = key.split("/");
    const name = serviceName(Number(number), protocolNumber(protocol));
    return name && number ? `${key} ${name}` : key;
  }
  if (by === "tcp_flags") return `${key} ${flagNames(Number(key)).join(" ") || "none"}`;
  if (by === "srcport" || by === "dstport" || by === "port") return port(key);
  const named = findField(by)?.values?.find(([value]) => value === key);
  return named && findField(by)?.kind === "number" ? `${key} ${named[1]}` : key;
}
