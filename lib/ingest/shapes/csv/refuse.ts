import { fieldOfName, hasTrafficName } from "../record/names";
import { ShapeError } from "../types";

/** Says what a table is whose columns are no flow records. Null when nothing can be said. */
export function refuseColumns(header: readonly string[]): ShapeError | null {
  const names = header.filter((name) => name !== "");
  const some = names.length > 6 ? `${names.slice(0, 6).join(", ")}, …` : names.join(", ");
  if (names.some((name) => /^(ABBytes|BABytes|initiator_ip|target_ip)$/i.test(name))) {
    return refusal(`This looks like an IBM Cloud VPC flow log (${some}), not an AWS one.`);
  }
  if (
    names.some((name) => /^(src_ip|jsonPayload\.connection)/i.test(name)) &&
    names.some((n) => /jsonPayload|gcp/i.test(n))
  ) {
    return refusal(`This looks like a Google Cloud flow log (${some}), not an AWS one.`);
  }
  return refuseTotals(names);
}

/** The refusal of totals that were counted over records. Null when the names do not speak of such. */
export function refuseTotals(names: readonly string[]): ShapeError | null {
  if (!hasTrafficName(names)) return null;
  const some = names.length > 6 ? `${names.slice(0, 6).join(", ")}, …` : names.join(", ");
  const insights = names.some((name) => name.startsWith("@") || /[()]|^(src|dst)(Addr|Port)$|^interfaceId$/.test(name));
  const few = names.filter((name) => fieldOfName(name) !== null).length;
  if (few > 0 && names.length <= 12) {
    return refusal(
      `These are aggregated ${insights ? "Logs Insights results" : "results"} (${some}), not flow records.`,
    );
  }
  return null;
}

const refusal = (message: string) => new ShapeError("not_flow_log", message);
