/** Flow-log text and the AWS CLI's output, as exported. */
import { gzipSync } from "node:zlib";
import { printFormat } from "@/lib/flow";
import { columns, halves, iso, joined, lined, named, STREAM, text, utf16be, type Wrapper, withHeader } from "./wrap";

export const TEXT_WRAPPERS: readonly Wrapper[] = [
  named("text with a header", /^text-header$/, withHeader),
  named(
    "text with underscores in the header",
    /^text-header$/,
    (lines, fields) => `${columns(fields).join(" ")}\n${text(lines)}`,
  ),
  named("text with braces in the header", /^text-header$/, (lines, fields) => `${printFormat(fields)}\n${text(lines)}`),
  named("gzip with a header", /^text-header-gzip$/, (lines, fields) => gzipSync(withHeader(lines, fields))),
  named("gzip of two members", /^text-header-gzip$/, (lines, fields) =>
    Buffer.concat(halves(lines).map((part) => gzipSync(withHeader(part, fields)))),
  ),
  named("gzip and zero padding", /^text-header-gzip$/, (lines, fields) =>
    Buffer.concat([gzipSync(withHeader(lines, fields)), Buffer.alloc(512)]),
  ),
  named("gzip and trailing garbage", /^text-header-gzip$/, (lines, fields) =>
    Buffer.concat([gzipSync(withHeader(lines, fields)), Buffer.from("garbage")]),
  ),
  lined("headerless text", /^text-headerless$/, text),
  lined("no final line feed", /^text-headerless$/, (lines) => text(lines).slice(0, -1)),
  lined("byte order mark", /^text-headerless$/, (lines) => `\ufeff${text(lines)}`),
  lined("CRLF", /^text-headerless$/, (lines) => text(lines).replaceAll("\n", "\r\n")),
  lined("lone CR", /^text-headerless$/, (lines) => text(lines).replaceAll("\n", "\r")),
  lined("blank lines", /^text-headerless$/, (lines) => `\n\n  \t\n${text(lines).replaceAll("\n", "\n \n\n")}`),
  lined("tabs", /^text-headerless$/, (lines) => text(lines).replaceAll(" ", "\t")),
  lined("no-break spaces", /^text-headerless$/, (lines) => text(lines).replaceAll(" ", " \u00a0")),
  lined("double and trailing spaces", /^text-headerless$/, (lines) =>
    text(lines).replaceAll(" ", "  ").replaceAll("\n", "  \n"),
  ),
  lined("UTF-16LE with a mark", /^text-headerless$/, (lines) => Buffer.from(`\ufeff${text(lines)}`, "utf16le")),
  lined("UTF-16LE without a mark", /^text-headerless$/, (lines) => Buffer.from(text(lines), "utf16le")),
  lined("UTF-16BE", /^text-headerless$/, (lines) => utf16be(text(lines))),
  named("header repeated", /^text-header$/, (lines, fields) =>
    halves(lines)
      .map((part) => withHeader(part, fields))
      .join(""),
  ),
  lined("export task", /^timed-text$/, (lines) => joined(lines.map((line) => `${iso(line.start)} ${line.text}`))),
  lined("export task, gzip", /^timed-text-gzip$/, (lines) =>
    gzipSync(joined(lines.map((line) => `${iso(line.start)} ${line.text}`))),
  ),
  lined("logs tail", /^timed-text$/, (lines) =>
    joined(lines.map((line) => `${iso(line.start).replace(".000Z", "+00:00")} ${STREAM} ${line.text}`)),
  ),
  lined("logs tail, short", /^timed-text$/, (lines) =>
    joined(lines.map((line) => `${iso(line.start).replace(".000Z", "")} ${line.text}`)),
  ),
  lined("logs tail in colour", /^timed-text$/, (lines) =>
    joined(
      lines.map(
        (line) =>
          `\u001b[32m${iso(line.start).replace(".000Z", "+00:00")}\u001b[0m \u001b[36m${STREAM}\u001b[0m ${line.text}`,
      ),
    ),
  ),
  lined("found by grep in several files", /^text-headerless$/, (lines) =>
    joined(lines.map((line, i) => `2024/05/0${1 + (i % 3)}/a_fl-0b.log.gz:${line.text}`)),
  ),
  named("found by grep with file names and line numbers, a header in each", /^text-header$/, (lines, fields) =>
    joined(
      halves(lines).flatMap((part, at) =>
        [fields.join(" "), ...part.map((line) => line.text)].map((line, i) => `part-${at}.log:${i + 1}:${line}`),
      ),
    ),
  ),
  lined("found by grep with line numbers", /^text-headerless$/, (lines) =>
    joined(lines.map((line, i) => `${i + 1}:${line.text}`)),
  ),
  lined("syslog head", /^timed-text$/, (lines) =>
    joined(lines.map((line) => `Oct  8 15:33:25 collector vpcflow: ${line.text}`)),
  ),
  lined("AWS CLI text, filter", /^awscli-text$/, (lines) =>
    joined([
      ...lines.map((line, i) => `EVENTS\t${i}\t${line.start}000\t${STREAM}\t${line.text}\t${line.start}000`),
      `SEARCHEDLOGSTREAMS\tTrue\t${STREAM}`,
    ]),
  ),
  lined("AWS CLI text, get", /^awscli-text$/, (lines) =>
    joined([
      "b/3853600000\tf/3853600001",
      ...lines.map((line) => `EVENTS\t${line.start}000\t${line.text}\t${line.start}000`),
    ]),
  ),
  lined(
    "AWS CLI text, messages only",
    /^text-headerless$/,
    (lines) => `${[...lines, ...lines.slice(0, 0)].map((line) => line.text).join("\t")}\n`,
  ),
  lined("AWS CLI text, time and message", /^csv-messages$/, (lines) =>
    joined(lines.map((line) => `${line.start}000\t${line.text}`)),
  ),
  lined("AWS CLI table", /^awscli-table$/, (lines) =>
    joined([
      "-".repeat(80),
      "|  GetLogEvents  |",
      "+---+---+",
      "|  nextForwardToken |  f/3853  |",
      "+---+---+",
      "||  events  ||",
      "|+----+----+----+|",
      "||  ingestionTime |  message  |  timestamp  ||",
      "|+----+----+----+|",
      ...lines.map((line) => `||  ${line.start}000 |  ${line.text}  |  ${line.start}000 ||`),
      "|+----+----+----+|",
    ]),
  ),
  lined(
    "AWS CLI YAML",
    /^awscli-yaml$/,
    (lines) =>
      `events:\n${joined(lines.map((line) => `- ingestionTime: ${line.start}000\n  message: ${line.text}\n  timestamp: ${line.start}000`))}nextForwardToken: f/3853\n`,
  ),
];
