/** Documents of Elastic's AWS integration, whose pipeline moves what a record has in common with other logs (ECS). */

import { isObject, type Members } from "./path";

/** Where ECS keeps fields; the first one that is there counts. */
const PLACES: readonly (readonly [field: string, ...places: string[]])[] = [
  ["srcaddr", "source.ip", "source.address"],
  ["srcport", "source.port"],
  ["dstaddr", "destination.ip", "destination.address"],
  ["dstport", "destination.port"],
  ["protocol", "network.iana_number", "network.transport"],
  ["packets", "source.packets", "network.packets"],
  ["bytes", "source.bytes", "network.bytes"],
  ["start", "event.start"],
  ["end", "event.end"],
  ["account_id", "cloud.account.id"],
  ["region", "cloud.region"],
];

function at(document: Members, place: string): unknown {
  let here: unknown = document;
  for (const key of place.split(".")) here = isObject(here) ? here[key] : undefined;
  return here;
}

/** The record's fields in a document that holds the rest of them in `aws.vpcflow`; any other object as it is. */
export function flattened(members: Members): Members {
  const own = isObject(members.aws) ? members.aws.vpcflow : undefined;
  if (!isObject(own)) return members;
  const record: Members = { ...own };
  for (const [field, ...places] of PLACES) {
    const values = places.map((place) => at(members, place)).filter((value) => value !== undefined);
    if (values.length > 0) record[field] ??= values.find((value) => value !== null) ?? null;
  }
  return record;
}
