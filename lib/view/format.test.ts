import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  columnFormat,
  formatAxisValue,
  formatBitRate,
  formatBytes,
  formatCount,
  formatDuration,
  formatExact,
  formatMeasureExact,
  formatRange,
  formatShare,
  formatSpan,
  formatTick,
  formatTime,
  formatZone,
} from "./format";
import { between } from "./range";
import { epochOfWall, wallTime } from "./zone";

const plain = (text: string) => text.replaceAll("\u00a0", " ");

describe("figures", () => {
  it.each([
    [0, "0 B"],
    [40, "40 B"],
    [999, "999 B"],
    [1000, "1.00 kB"],
    [1500, "1.50 kB"],
    [18_203_441_000, "18.2 GB"],
    [999_999, "1.00 MB"],
    ["18446744073709551615", "18.4 EB"],
  ])("bytes %s are %s", (bytes, text) => expect(plain(formatBytes(bytes))).toBe(text));

  it("bytes in powers of 1024", () => {
    expect(plain(formatBytes(1024, "iec"))).toBe("1.00 KiB");
    expect(plain(formatBytes(1023, "iec"))).toBe("1.00 KiB".replace("1.00 KiB", "1023 B"));
  });

  it("counts and rates", () => {
    expect(plain(formatCount(4312))).toBe("4.31 k");
    expect(plain(formatCount(421))).toBe("421");
    expect(plain(formatBitRate(150_000, 60))).toBe("20.0 kbit/s");
    expect(plain(formatBitRate(1, 0))).toBe("0 bit/s");
  });

  it("exact figures keep every digit of a decimal string", () => {
    expect(formatExact("18446744073709551615")).toBe("18,446,744,073,709,551,615");
    expect(plain(formatMeasureExact(1, "flows"))).toBe("1 flow");
    expect(plain(formatMeasureExact(40, "bytes"))).toBe("40 bytes");
  });

  it("shares never round something to nothing, nor a part to the whole", () => {
    expect(plain(formatShare(51, 1000))).toBe("5.1 %");
    expect(plain(formatShare(1, 1_000_000))).toBe("<0.1 %");
    expect(plain(formatShare(999_999, 1_000_000))).toBe(">99.9 %");
    expect(plain(formatShare(0, 5))).toBe("0 %");
    expect(plain(formatShare(5, 5))).toBe("100 %");
    expect(plain(formatShare(0, 0))).toBe("0 %");
  });

  it("always have three significant digits and a unit below the next one", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: Number.MAX_SAFE_INTEGER }), (count) => {
        const [figure = "", unit] = formatCount(count).split("\u00a0");
        expect(figure.replace(".", "")).toHaveLength(3);
        expect(unit).toMatch(/^[kMGTPE]$/);
      }),
    );
  });

  it("on an axis carry no zeros that say nothing", () => {
    expect([0, 90_000_000, 2_500, 120_000_000, 1_250].map((value) => plain(formatAxisValue(value, "bytes")))).toEqual([
      "0 B",
      "90 MB",
      "2.5 kB",
      "120 MB",
      "1.25 kB",
    ]);
    expect(plain(formatAxisValue(100, "flows"))).toBe("100");
  });

  it("share one unit in a column, and small ones stay visible", () => {
    const column = columnFormat(18_200_000_000, "bytes");
    expect([column.unit, ...[18_200_000_000, 400_000_000, 40, 0].map(column.figure)]).toEqual([
      "GB",
      "18.2",
      "0.4",
      "<0.1",
      "0",
    ]);
    expect(["0", "0.00"].map((none) => columnFormat(4_130_000_000, "bytes").figure(none))).toEqual(["0", "0"]);
    const counts = columnFormat(2312, "flows");
    expect([counts.unit, counts.figure(2312), counts.figure(165)]).toEqual(["", "2,312", "165"]);
    expect(columnFormat(231_200, "flows").unit).toBe("k");
  });
});

describe("times", () => {
  it("are shown in one zone", () => {
    expect(formatTime(1587749363, "UTC")).toBe("2020-04-24 17:29:23");
    expect(formatTime(1587749363, "Europe/Berlin")).toBe("2020-04-24 19:29:23");
    expect(formatZone("Europe/Berlin", 1587749363)).toBe("Europe/Berlin (UTC+2)");
    expect(formatZone("Asia/Kolkata", 1587749363)).toBe("Asia/Kolkata (UTC+5:30)");
    expect(formatZone("UTC", 0)).toBe("UTC");
  });

  it("repeat a date only where the day changes", () => {
    expect(formatSpan(1587749363, 1587749422, "UTC")).toBe("2020-04-24 17:29:23 to 17:30:22");
    expect(formatSpan(1587747600, 1587834000, "UTC")).toBe("2020-04-24 17:00 to 2020-04-25 17:00");
    expect(formatTick(1587747600, "UTC", 3600)).toBe("04-24 17:00");
    expect(formatTick(1587751200, "UTC", 3600, 1587747600)).toBe("18:00");
    expect(formatTick(1587772800, "UTC", 3600, 1587769200)).toBe("04-25 00:00");
  });

  it("lengths have their two largest units", () => {
    expect([0, 0.25, 59, 90, 3600, 7500, 90_061].map((s) => plain(formatDuration(s)))).toEqual([
      "0 s",
      "250 ms",
      "59 s",
      "1 min 30 s",
      "1 h",
      "2 h 5 min",
      "1 d 1 h",
    ]);
  });

  it("ranges read as words", () => {
    expect(formatRange(between("now-15m", "now"), "UTC")).toBe("Last 15 minutes");
    expect(formatRange(between("now-1h", "now"), "UTC")).toBe("Last hour");
    expect(formatRange({ kind: "all" }, "UTC")).toBe("All data");
    expect(formatRange(between(null, 1587749363), "UTC")).toBe("Before 2020-04-24 17:29:23");
  });

  it("a clock reading leads back to its moment, in any zone", () => {
    const zone = fc.constantFrom("UTC", "Asia/Kolkata", "America/Phoenix", "Pacific/Chatham", "Europe/Berlin");
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), zone, (epoch, name) => {
        const back = epochOfWall(wallTime(epoch, name), name);
        // An hour that occurs twice leads to one of the two.
        expect(wallTime(back, name)).toEqual(wallTime(epoch, name));
      }),
    );
  });
});
