import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { HEADER, record, records, text } from "./testing/lines";
import { readBytes } from "./testing/read";

const OTHER = "srcaddr dstaddr bytes packets start end\n1.1.1.1 2.2.2.2 100 1 1600000000 1600000001\n";

describe("hazards of real files", () => {
  it("a different header in mid-file changes the order of what follows", async () => {
    const { records: found, chunks } = await readBytes(HEADER + text(5) + OTHER);
    expect(chunks).toBe(2);
    expect(found.get(6)?.srcaddr).toBe("10.0.4.7");
    expect(found.get(8)).toEqual({
      srcaddr: "1.1.1.1",
      dstaddr: "2.2.2.2",
      bytes: "100",
      packets: "1",
      start: "1600000000",
      end: "1600000001",
    });
  });

  it("a different header far into a file is found on the second, careful reading", async () => {
    const { totals } = await readBytes(HEADER + text(20_000) + OTHER + HEADER + text(10));
    expect(totals).toMatchObject({ flows: 20_011, unparsed: 0 });
  });

  it("records before the first header keep their own order", async () => {
    const { totals, records: found } = await readBytes(text(3) + OTHER);
    expect(totals).toMatchObject({ flows: 4, unparsed: 0 });
    expect(found.get(1)?.dstport).toBe("443");
  });

  it("a header may be a comment, and may name fields that are newer than the list", async () => {
    const lines = records(3).map((line) => `${line} x`);
    const { recognised, totals } = await readBytes(`#Fields: ${HEADER.trim()} shiny-new\n${lines.join("\n")}`);
    expect(recognised.fields?.[14]).toBe("shiny-new");
    expect(totals).toMatchObject({ flows: 3, unparsed: 0 });
  });

  it("tabs between values and repeated headers, after a header with spaces", async () => {
    const tabbed = (lines: string) => lines.replaceAll(" ", "\t");
    const { totals } = await readBytes(`#${HEADER}${tabbed(text(2))}${tabbed(HEADER)}${tabbed(text(9))}`);
    expect(totals).toMatchObject({ flows: 11, unparsed: 0 });
  });

  it("columns with names of their own above log lines are a header, and no record is taken for one", async () => {
    const rows = records(5).map((line) => `"2024-01-01T00:00:00Z","vpc","${line}"`);
    const { totals, unparsed } = await readBytes(["Date,Service,Content", ...rows].join("\n"));
    expect(unparsed).toEqual([]);
    expect(totals.flows).toBe(5);
    expect((await readBytes(rows.join("\n"))).totals).toMatchObject({ flows: 5, unparsed: 0 });
  });

  it("an address at the start of a line is no line number", async () => {
    const fields = ["srcaddr", "dstaddr", "start", "end", "action", "log-status"];
    const lines = ["2001:db8::1", "12:34::5"].map((src) => `${src} 2001:db8::2 1600000000 1600000060 ACCEPT OK`);
    const { totals, records: found } = await readBytes(lines.join("\n"), { format: fields });
    expect(totals).toMatchObject({ flows: 2, unparsed: 0 });
    expect(found.get(2)?.srcaddr).toBe("12:34::5");
  });

  it("a header alone is an empty log", async () => {
    const { totals, recognised } = await readBytes(HEADER);
    expect(totals).toMatchObject({ flows: 0, unparsed: 0 });
    expect(recognised.formatSource).toBe("header");
  });

  it.each([
    ["at the start", `${"x".repeat(3_000_000)}\n${text(5)}`, 1],
    ["in the middle", `${text(5)}2 ${"y".repeat(70_000)}\n${text(5)}`, 6],
    ["at the end", text(5) + "z".repeat(200_000), 6],
  ])("a line of a huge size %s costs only itself", async (_where, bytes, line) => {
    for (const careful of [false, true]) {
      const { unparsed, records: found } = await readBytes(bytes, { careful });
      expect(unparsed).toMatchObject([{ line, reason: "the line is too long" }]);
      expect(unparsed[0]?.text.length).toBe(1000);
      expect(Math.max(...found.keys())).toBe(bytes.endsWith("z") ? 5 : bytes.split("\n").length - 1);
    }
  });

  it("chunks keep their line numbers whatever their size", async () => {
    const lines = records(3000).map((line, i) => (i % 7 === 0 ? `${line}\n` : i % 11 === 0 ? "junk" : line));
    const whole = await readBytes(lines.join("\n"));
    const cut = await readBytes(lines.join("\n"), { chunkBytes: 10_000 });
    expect(cut.chunks).toBeGreaterThan(20);
    expect([...cut.records]).toEqual([...whole.records]);
    expect(cut.unparsed).toEqual(whole.unparsed);
  });

  it("a broken line in JSON lines costs only itself", async () => {
    const lines = [{ message: record(1) }, "{oops", { message: record(2) }, null, { message: null }, { a: 1 }];
    const bytes = lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n");
    const { totals, unparsed } = await readBytes(bytes);
    expect(totals.flows).toBe(2);
    expect(unparsed.map((row) => row.line)).toEqual([2, 4, 5, 6]);
  });

  it("a text whose first line begins like JSON is still text", async () => {
    const { totals, recognised } = await readBytes(`{"oops": 1\n${text(4)}`);
    expect(recognised.shape).toBe("text-headerless");
    expect(totals).toMatchObject({ flows: 4, unparsed: 1 });
  });

  it("a log group that takes two flow logs is read in both orders", async () => {
    const v3 =
      "3 vpc-abcdefab012345678 subnet-aaaaaaaa012345678 i-01234567890123456 eni-1235b8ca123456789 123456789010 IPv4 52.213.180.42 10.0.0.62 43416 5001 52.213.180.42 10.0.0.62 6 568 8 1566848875 1566848933 ACCEPT 2 OK";
    const messages = records(300).map((line, i) => (i % 3 === 0 ? v3 : line));
    for (const bytes of [messages.join("\n"), JSON.stringify({ events: messages.map((message) => ({ message })) })]) {
      const { totals, records: found } = await readBytes(bytes);
      expect(totals).toMatchObject({ flows: 300, unparsed: 0 });
      expect(found.get(1)).toMatchObject({ "vpc-id": "vpc-abcdefab012345678", bytes: "568" });
    }
  });

  it("two known orders among equally many lines need no question", async () => {
    const v3 =
      "3 123456789010 eni-1235b8ca123456789 52.213.180.42 10.0.0.62 43416 5001 6 8 568 1566848875 1566848933 ACCEPT OK vpc-abcdefab012345678 subnet-aaaaaaaa012345678 i-01234567890123456 2 IPv4 52.213.180.42 10.0.0.62";
    const { totals } = await readBytes(
      records(80)
        .flatMap((line) => [line, v3])
        .join("\n"),
    );
    expect(totals).toMatchObject({ flows: 160, unparsed: 0 });
  });

  it.each([40, 20_000])("line ends of all kinds may be mixed, also after %i lines", async (before) => {
    const ends = ["\n", "\r\n", "\r", " \r", "\n\n"];
    const mixed = records(60).map((line, i) => line + ends[i % ends.length]);
    const { totals } = await readBytes(HEADER + text(before) + mixed.join(""));
    expect(totals).toMatchObject({ flows: before + 60, unparsed: 0 });
  });

  it("tabs among the spaces do not make a table, and rare blanks are blanks", async () => {
    const lines = records(30).map((line, i) => line.replaceAll(" ", () => [" ", "\t", "  ", "\u00a0"][i % 4] ?? " "));
    const odd = lines.map((line, i) => (i % 3 === 0 ? line.replace(/ ACCEPT/, "\t ACCEPT") : line));
    expect((await readBytes(odd.join("\n"))).totals).toMatchObject({ flows: 30, unparsed: 0 });
    const wide = records(9).map((line) => line.replaceAll(" ", "\u3000"));
    expect((await readBytes(wide.join("\n"))).totals).toMatchObject({ flows: 9, unparsed: 0 });
  });

  it("a time that Excel rounded is no time", async () => {
    const [header, first, second] = [HEADER.trim(), record(1), record(2).replace("1600000002", "1.6E+09")].map((line) =>
      line.replaceAll(" ", ","),
    );
    const { totals, unparsed } = await readBytes(`${header}\r\n${first}\r\n${second}\r\n`);
    expect(totals.flows).toBe(1);
    expect(unparsed).toMatchObject([{ line: 3 }]);
  });

  it("numbers beyond 2^53 in JSON keep their digits", async () => {
    const { records: found } = await readBytes(
      '{"srcaddr":"10.0.0.1","dstaddr":"10.0.0.2","bytes":9007199254740993,"packets": 18446744073709551615,"note":"a 12345678901234567890, b","start":1600000000}',
    );
    expect(found.get(1)).toMatchObject({ bytes: "9007199254740993", packets: "18446744073709551615" });
  });

  it("a given format gives way to the default one where it fits nothing", async () => {
    const { recognised, totals } = await readBytes(text(3), { format: ["srcaddr", "dstaddr", "bytes"] });
    expect(recognised.formatSource).toBe("default");
    expect(totals.flows).toBe(3);
  });

  it("a cut file's last number is not trusted", async () => {
    const packed = gzipSync("srcaddr dstaddr start end bytes\n1.1.1.1 2.2.2.2 1600000000 1600000001 123456");
    const { totals, unparsed, truncated } = await readBytes(packed.subarray(0, packed.length - 4));
    expect(truncated).toContain("cut off");
    expect(totals.flows).toBe(0);
    expect(unparsed).toMatchObject([{ line: 2, reason: "the file is cut off in this line" }]);
  });

  it("a gzip that is cut behind a byte of the value of a line feed is cut", async () => {
    const packed = gzipSync(HEADER + text(900));
    const at = packed.lastIndexOf(10, packed.length - 20);
    const { truncated, passedOver } = await readBytes(packed.subarray(0, at + 1));
    expect([truncated !== null, passedOver]).toEqual([true, null]);
  });

  it("control messages of a subscription are no lines", async () => {
    const control = {
      messageType: "CONTROL_MESSAGE",
      logEvents: [{ id: "", timestamp: 1, message: "CWL CONTROL MESSAGE: Checking health of destination Firehose." }],
    };
    const data = { messageType: "DATA_MESSAGE", logEvents: [{ id: "1", timestamp: 1, message: record(1) }] };
    const { totals } = await readBytes(JSON.stringify(control) + JSON.stringify(data) + JSON.stringify(control));
    expect(totals).toMatchObject({ flows: 1, unparsed: 0 });
  });

  it.each([
    ["garbage", "none of this is gzip\n"],
    ["a line feed", "\n"],
    ["a zero and garbage", "\0garbage"],
  ])("%s behind a whole gzip member is passed over and said, and no record is lost", async (_, behind) => {
    const members = [gzipSync(HEADER + text(500)), gzipSync(text(40))];
    const found = await readBytes(Buffer.concat([...members, Buffer.from(behind)]));
    expect(found.totals).toMatchObject({ flows: 540, unparsed: 0 });
    expect(found.truncated).toBeNull();
    expect(found.passedOver).toBe("Behind the gzip data stand bytes that are no gzip; they were passed over.");
    const padded = await readBytes(Buffer.concat([...members, Buffer.alloc(70_000)]));
    expect(padded.totals).toMatchObject({ flows: 540, unparsed: 0 });
    expect([padded.truncated, padded.passedOver]).toEqual([null, null]);
  });
});
