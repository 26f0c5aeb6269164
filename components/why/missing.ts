import type { Conversation } from "@/lib/api/contract";

/** What the log lacks that would make the verdict surer. */
export function missingOf({ path, role, protocol, verdict, at_least }: Conversation): string[] {
  const has = (place: string) => path.some((one) => one.place === place);
  const told: string[] = [];
  if (path.length === 0) return told;
  if (!has("server")) told.push("The server's interface did not log this: whether it arrived there is not known.");
  if (!has("client") && verdict.code !== "allowed")
    told.push("The client's interface did not log this: on the internet there is none, in a VPC it can be logged.");
  if (path.some(({ place }) => place === "unknown"))
    told.push("The log does not tell whose interfaces these are: flow-direction (version 5) would.");
  if (path.every(({ subnet }) => subnet === null))
    told.push(
      "The log has no subnet-id (version 3): a security group cannot be told from a network ACL by what others may do.",
    );
  if (protocol === 6 && role.confidence !== "high")
    told.push("No SYN is in the log (tcp-flags, version 3): who opened the connection was inferred.");
  if (at_least) told.push("AWS lost records of some interface in this range (SKIPDATA).");
  return told;
}
