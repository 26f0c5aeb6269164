import { ShapeError } from "../types";

interface Magic {
  readonly at?: number;
  readonly bytes: string | readonly number[];
  readonly what: string;
  readonly hint?: string;
}

const UNPACK = "unpack it and upload the files in it";

/** First bytes of files that are no text, and what to say about each. */
const MAGICS: readonly Magic[] = [
  { bytes: "PK\u0003\u0004[Content_Types].xml", what: "an Office document", hint: "export the data as CSV" },
  { bytes: "PK\u0003\u0004", what: "a ZIP archive", hint: UNPACK },
  { bytes: "PK\u0005\u0006", what: "an empty ZIP archive" },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], what: "a Zstandard file", hint: "unpack it with zstd -d and upload the result" },
  { bytes: "BZh", what: "a bzip2 file", hint: "unpack it with bunzip2 and upload the result" },
  { bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0], what: "an xz file", hint: "unpack it with unxz and upload the result" },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], what: "a 7z archive", hint: UNPACK },
  { bytes: "Rar!\u001a\u0007", what: "a RAR archive", hint: UNPACK },
  { bytes: [0x04, 0x22, 0x4d, 0x18], what: "an LZ4 file", hint: "unpack it with lz4 -d and upload the result" },
  {
    bytes: [0xff, 0x06, 0x00, 0x00, 0x73, 0x4e, 0x61, 0x50],
    what: "a Snappy file",
    hint: "unpack it and upload the result",
  },
  { at: 257, bytes: "ustar", what: "a tar archive", hint: UNPACK },
  { bytes: [0x89, 0x50, 0x4e, 0x47], what: "a PNG image" },
  { bytes: [0xff, 0xd8, 0xff], what: "a JPEG image" },
  { bytes: "GIF8", what: "a GIF image" },
  { at: 8, bytes: "WEBP", what: "a WebP image" },
  { bytes: "%PDF-", what: "a PDF document" },
  { bytes: "{\\rtf", what: "an RTF document", hint: "save it as plain text" },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], what: "an old Office document", hint: "export the data as CSV" },
  { bytes: "SQLite format 3\u0000", what: "an SQLite database", hint: "export the records as CSV" },
  { bytes: "DUCK", at: 8, what: "a DuckDB database", hint: "export the records as CSV or Parquet" },
  { bytes: "ElfFile\u0000", what: "a Windows event log" },
  { bytes: [0x7f, 0x45, 0x4c, 0x46], what: "a program (ELF)" },
  { bytes: "MZ\u0090\u0000", what: "a Windows program" },
  { bytes: [0xca, 0xfe, 0xba, 0xbe], what: "a program" },
  { bytes: [0xcf, 0xfa, 0xed, 0xfe], what: "a program (Mach-O)" },
  { bytes: [0xd4, 0xc3, 0xb2, 0xa1], what: "a packet capture (pcap), not flow logs" },
  { bytes: [0xa1, 0xb2, 0xc3, 0xd4], what: "a packet capture (pcap), not flow logs" },
  { bytes: [0x0a, 0x0d, 0x0d, 0x0a], what: "a packet capture (pcapng), not flow logs" },
  { bytes: "ORC", what: "an ORC file", hint: "export the records as Parquet or CSV" },
  { bytes: "Obj\u0001", what: "an Avro file", hint: "export the records as Parquet or CSV" },
  { bytes: "ARROW1", what: "an Arrow file", hint: "export the records as Parquet" },
  { bytes: "PARE", what: "an encrypted Parquet file" },
  { bytes: "wOFF", what: "a font" },
  { bytes: "RIFF", what: "a media file" },
  { bytes: "OggS", what: "a media file" },
  { bytes: "ID3", what: "an MP3 file" },
  { at: 4, bytes: "ftyp", what: "a video" },
];

export const isGzip = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;
export const isParquet = (bytes: Buffer): boolean => bytes.toString("latin1", 0, 4) === "PAR1";

/**
 * Refuses what its first bytes show to be no text.
 * @throws ShapeError "not_flow_log"
 */
export function refuseBinary(head: Buffer): void {
  for (const magic of MAGICS) {
    const want = typeof magic.bytes === "string" ? Buffer.from(magic.bytes, "latin1") : Buffer.from(magic.bytes);
    const at = magic.at ?? 0;
    if (!head.subarray(at, at + want.length).equals(want)) continue;
    const what =
      magic.what.startsWith("a ZIP") && isOffice(head) ? "an Excel workbook or other Office document" : magic.what;
    const hint = what === magic.what ? magic.hint : "export the data as CSV";
    throw new ShapeError("not_flow_log", `This is ${what}${hint ? `; ${hint}` : ""}.`);
  }
}

const isOffice = (head: Buffer): boolean =>
  /\[Content_Types\]\.xml|^.{30}_rels\/|xl\//s.test(head.toString("latin1", 0, 2048));

/** Are there too many bytes that no text holds in the first 4 KiB: control characters, or what is no UTF-8? */
export function looksBinary(head: Buffer): boolean {
  const sample = head.subarray(0, 4096);
  let odd = 0;
  for (const byte of sample)
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27 && byte !== 30) || byte === 127) odd += 1;
  if (odd > sample.length * 0.05) return true;
  const text = sample.toString("utf8");
  return (text.match(/\ufffd/g) ?? []).length > text.length * 0.3;
}
