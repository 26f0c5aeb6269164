import { parseAddress } from "@/lib/filter/address";
import { SqlParams } from "@/lib/sql/params";
import { spaceOf } from "./address-space";
import { type Host, hostRowsSql } from "./host-rows";
import { limits } from "./limits";
import type { Asker, Question } from "./question";
import { storedColumns } from "./stored-columns";
import { mostOftenSql } from "./text";

/** A name of AWS's services, where the packet's own address is the host's. */
const SERVICE = `multiIf(sent AND pkt_srcaddr = srcaddr, pkt_src_aws_service, NOT sent AND pkt_dstaddr = dstaddr, pkt_dst_aws_service, '')`;
/** So many records that name a service say which it is. */
const ENOUGH_NAMED = 1000;

/** The AWS service that the records say a public address is of; '' for none. @throws EngineError */
export async function hostService(asker: Asker, question: Question, host: Host): Promise<string> {
  if (host.kind === "interface" || spaceOf(parseAddress(host.addr) ?? 0n).space !== "public") return "";
  const stored = await storedColumns(asker);
  const named = ["pkt_src_aws_service", "pkt_dst_aws_service"];
  if (stored && !named.some((column) => stored.columns.has(column))) return "";
  const params = new SqlParams();
  const records = hostRowsSql(
    host,
    question,
    params,
    [...named, "pkt_srcaddr", "pkt_dstaddr", "srcaddr", "dstaddr"].join(", "),
  );
  const sql = `SELECT ${mostOftenSql("aws")} AS service FROM (
SELECT CAST(${SERVICE}, 'String') AS aws FROM (${records}) WHERE aws != '' LIMIT ${ENOUGH_NAMED})`;
  const { rows } = await asker.engine.query<{ service: string }>(sql, params.values, limits(asker.signal));
  return rows[0]?.service ?? "";
}
