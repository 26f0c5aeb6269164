import { describe, expect, it } from "vitest";
import { HEADER, record, records } from "./testing/lines";
import { readBytes } from "./testing/read";

const names = HEADER.trim().replaceAll("-", "_").split(" ");
const cells = (line: string) => line.split(" ");

describe("exports of other tools", () => {
  it("rows of cells, one JSON array on each line under one of names, keep their first and last value", async () => {
    const rows = [names, ...records(5).map(cells)];
    const { recognised, totals, records: found } = await readBytes(rows.map((row) => JSON.stringify(row)).join("\n"));
    expect(recognised.shape).toBe("json-rows");
    expect(totals).toMatchObject({ flows: 5, unparsed: 0 });
    expect(found.get(2)).toMatchObject({ version: "2", "log-status": "OK", srcaddr: cells(record(0))[3] });
  });

  it.each(["s3://logs/AWSLogs/1/a.log.gz:", "C:\\logs\\a.log:12:", "C:\\logs\\a.log:"])(
    "what a search wrote before the lines is left out: %s",
    async (found) => {
      const lines = records(6).map((line) => found + line);
      const { totals, records: read } = await readBytes(lines.join("\r\n"));
      expect(totals).toMatchObject({ flows: 6, unparsed: 0 });
      expect(read.get(1)).toMatchObject({ version: "2" });
    },
  );

  it("a syslog head may hold structured data of many words (RFC 5424)", async () => {
    const head = '<134>1 2024-10-08T15:33:25.003Z host app 12 ID47 [a@1 a="1" b="2" c="3" d="4"][b@2 e="5" f="6"]';
    const { recognised, totals } = await readBytes(
      records(6)
        .map((line) => `${head} ${line}\n`)
        .join(""),
    );
    expect(recognised.shape).toBe("timed-text");
    expect(totals).toMatchObject({ flows: 6, unparsed: 0 });
  });

  it("tabs between records in lines that end in a carriage return are taken apart", async () => {
    const { totals } = await readBytes(`${records(4).join("\t")}\r`);
    expect(totals).toMatchObject({ flows: 4, unparsed: 0 });
  });

  it("the AWS CLI's YAML may have Windows line ends", async () => {
    const format = ["srcaddr", "dstaddr", "start", "end", "bytes"];
    const event = "- ingestionTime: 1\r\n  message: 10.0.0.1 10.0.0.2 1600000000 1600000060 42\r\n  timestamp: 1\r\n";
    const { totals } = await readBytes(`events:\r\n${event}${event}`, { format });
    expect(totals).toMatchObject({ flows: 2, unparsed: 0 });
  });

  it.each([
    ["2024-03-05 10:11:12+00", "1709633472"],
    ["2024-03-05 10:11:12.5+05:30", "1709613672"],
    ["2024-03-05T10:11:12-0130", "1709638872"],
    ["2024-03-05 10:11:12-03", "1709644272"],
  ])("a time with a zone of hours, or of hours and minutes: %s", async (time, seconds) => {
    const row = ["10.0.0.1", "10.0.0.2", "60", "1", time, time].join(",");
    const { records: found } = await readBytes(`src_addr,dst_addr,bytes,packets,start_time,end_time\n${row}\n`);
    expect(found.get(2)).toMatchObject({ start: seconds, end: seconds });
  });

  it("Azure Log Analytics marks its times with [UTC], and has a Type of its own", async () => {
    const header = 'TenantId,"TimeGenerated [UTC]",SrcAddr,DstAddr,Bytes,"Start [UTC]","End [UTC]",TrafficType,Type';
    const row = (start: string, end: string) => `t,"${start}",10.0.0.1,10.0.0.2,60,"${start}","${end}",IPv4,AWSVPCFlow`;
    const noon = row("3/5/2024, 12:00:00.000 PM", "3/5/2024, 1:00:01.250 PM");
    const night = row("12/31/2023, 12:00:00.000 AM", "12/31/2023, 11:59:59.999 PM");
    const { records: found, unparsed } = await readBytes([header, noon, night].join("\r\n"));
    expect(unparsed).toEqual([]);
    expect(found.get(2)).toMatchObject({ start: "1709640000", end: "1709643601", type: "IPv4" });
    expect(found.get(3)).toMatchObject({ start: "1703980800", end: "1704067199" });
  });

  it("a tool's own type is not the record's", async () => {
    const event = {
      type: "vpcflow",
      srcaddr: "10.0.0.1",
      dstaddr: "10.0.0.2",
      bytes: 60,
      packets: 1,
      start: 1_700_000_000,
    };
    const { records: found } = await readBytes(
      [event, { ...event, type: "ipv6" }].map((one) => JSON.stringify(one)).join("\n"),
    );
    expect([found.get(1)?.type, found.get(2)?.type]).toEqual(["-", "IPv6"]);
  });
});
