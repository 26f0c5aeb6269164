/**
 * The one list of all flow-log fields: versions 2 to 11 and Transit Gateway (version 6).
 *
 * Everything that needs to know a field (the parser, the table schema, the filter language, the API, the
 * table's columns, the hover texts, the docs) derives it from here. Field meanings are our words for what
 * the Amazon VPC user guide ("Flow log records", "Transit Gateway Flow Log records") says.
 */

import type { Field } from "./field";
import { coreFields } from "./fields-core";
import { ecsFields } from "./fields-ecs";
import { nitroFields } from "./fields-nitro";
import { transitGatewayFields } from "./fields-tgw";

export type { Field, FieldKind } from "./field";

/** Every field, in the order in which AWS introduced them; Transit Gateway's own fields come last. */
export const FIELDS: readonly Field[] = [...coreFields, ...ecsFields, ...nitroFields, ...transitGatewayFields];

const byAnyName = new Map<string, Field>();
for (const field of FIELDS) {
  byAnyName.set(field.name, field);
  byAnyName.set(field.column, field);
}

/**
 * Finds a field by its text name (`log-status`) or its column name (`log_status`), in any case.
 * @returns the field, or undefined when no field has that name.
 */
export function findField(name: string): Field | undefined {
  return byAnyName.get(name) ?? byAnyName.get(name.toLowerCase());
}

/**
 * Finds a field that must exist.
 * @throws RangeError when no field has that name; for names that come from our own code only.
 */
export function field(name: string): Field {
  const found = findField(name);
  if (!found) throw new RangeError(`No flow-log field is named "${name}".`);
  return found;
}
