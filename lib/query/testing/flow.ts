import { FIELDS } from "@/lib/flow";
import { servicePort } from "@/lib/flow/service";
import type { TestRow } from "./rows";

/** Makes rows one by one: a TCP flow record of one packet, refused unless told otherwise; what is not given is absent. */
export function flowMaker(start: number) {
  let line = 0;
  return (srcaddr: string, srcport: number, dstaddr: string, dstport: number, more: Partial<TestRow> = {}): TestRow => {
    line += 1;
    const row: Record<string, TestRow[string]> = {
      ...Object.fromEntries(FIELDS.map(({ column }) => [column, null])),
      ...{ srcaddr, srcport, dstaddr, dstport, protocol: 6, packets: 1, bytes: 40, start, end: start + 59 },
      ...{ action: "REJECT", log_status: "OK", interface_id: "eni-a", input: 1, line },
      ...Object.fromEntries(Object.entries(more).filter(([, value]) => value !== undefined)),
    };
    const tcpFlags = row.tcp_flags as number | null;
    return { ...row, service_port: servicePort({ srcport, dstport, protocol: Number(row.protocol), tcpFlags }) };
  };
}
