/** Tables, as exported. */
import { camel, columns, iso, joined, lined, named, quoted, STREAM, spaced, type Wrapper } from "./wrap";

export const CSV_WRAPPERS: readonly Wrapper[] = [
  lined("console CSV", /^csv-messages$/, (lines) =>
    joined(["timestamp,message", ...lines.map((line) => `${line.start}000,"${line.text}"`)]),
  ),
  lined(
    "console CSV, saved by Excel",
    /^csv-messages$/,
    (lines) => `\ufeff${joined(["timestamp,message", ...lines.map((line) => `1.7284E+12,${line.text}`)], "\r\n")}`,
  ),
  lined("console CSV, semicolons", /^csv-messages$/, (lines) =>
    joined(["sep=;", "timestamp;message", ...lines.map((line) => `1,7284E+12;${line.text}`)], "\r\n"),
  ),
  lined("Excel's Unicode text", /^csv-messages$/, (lines) =>
    Buffer.from(
      `\ufeff${joined(["timestamp\tmessage", ...lines.map((line) => `1.7284E+12\t${line.text}`)], "\r\n")}`,
      "utf16le",
    ),
  ),
  lined("message with a line end", /^csv-messages$/, (lines) =>
    joined(["timestamp,message", ...lines.map((line) => quoted([`${line.start}000`, `${line.text}\n`]))]),
  ),
  lined("one quoted column", /^insights-csv$/, (lines) =>
    joined(["@message", ...lines.map((line) => quoted([line.text]))]),
  ),
  lined("Insights CSV", /^insights-csv$/, (lines) =>
    joined([
      "@timestamp,@message,@logStream",
      ...lines.map((line) => `${spaced(line.start)},"${line.text}",${STREAM}`),
    ]),
  ),
  named("Insights CSV by field", /^insights-csv-fields$/, (lines, fields) =>
    joined([
      ["@timestamp", ...fields.map(camel)].join(","),
      ...lines.map((line) => [spaced(line.start), ...line.text.split(" ")].join(",")),
    ]),
  ),
  lined("Splunk CSV", /^splunk-csv$/, (lines) =>
    joined([
      quoted(["_time", "sourcetype", "_raw"]),
      ...lines.map((line) => quoted([iso(line.start), "aws:vpcflow", line.text])),
    ]),
  ),
  lined("CSV without a header, message last", /^csv-messages$/, (lines) =>
    joined(lines.map((line) => `${line.start}000,"${line.text}"`)),
  ),
  named("Athena CSV", /^csv-fields$/, (lines, fields) =>
    joined([
      quoted(columns(fields)),
      ...lines.map((line) =>
        line.text
          .split(" ")
          .map((value, i) =>
            value === "-" && /port|packets|bytes|protocol|flags|path/.test(fields[i] ?? "") ? "" : `"${value}"`,
          )
          .join(","),
      ),
    ]),
  ),
  named("tool CSV, alphabetical", /^csv-fields$/, (lines, fields) => {
    const order = [...fields.keys()].sort((a, b) => (fields[a] ?? "").localeCompare(fields[b] ?? ""));
    const pick = (values: readonly string[]) => order.map((i) => values[i] ?? "").join(",");
    return joined([pick(columns(fields)), ...lines.map((line) => pick(line.text.split(" ")))]);
  }),
  named("CSV with other columns too", /^csv-fields$/, (lines, fields) =>
    joined([
      ["id", ...columns(fields), "year", "note"].join(","),
      ...lines.map((line, i) => [String(i), ...line.text.split(" "), "2026", '"a, b"'].join(",")),
    ]),
  ),
  named("TSV", /^csv-fields$/, (lines, fields) =>
    joined([
      fields.join("\t"),
      ...lines.map((line) =>
        line.text
          .split(" ")
          .map((v) => (v === "-" ? "" : v))
          .join("\t"),
      ),
    ]),
  ),
  named("pandas CSV", /^csv-fields$/, (lines, fields) =>
    joined([
      ["", ...columns(fields)].join(","),
      ...lines.map((line, i) =>
        [
          String(i),
          ...line.text
            .split(" ")
            .map((v, k) => (v === "-" ? "" : /port$|packets|bytes|protocol/.test(fields[k] ?? "") ? `${v}.0` : v)),
        ].join(","),
      ),
    ]),
  ),
  lined("CSV of values, no header", /^csv-headerless$/, (lines) =>
    joined(lines.map((line) => line.text.replaceAll(" ", ","))),
  ),
];
