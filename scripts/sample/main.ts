/** Writes the bundled sample into `public/samples/`. Run it after a change beside this file: `npm run sample`. */
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { SAMPLE_FILE, sampleText } from "./sample";

const text = sampleText();
// gzipSync writes no time into the header, so the same text gives the same file.
const zipped = gzipSync(text, { level: 9 });
const path = fileURLToPath(new URL(`../../public/samples/${SAMPLE_FILE}`, import.meta.url));
await writeFile(path, zipped);
console.log(`${SAMPLE_FILE}: ${text.split("\n").length - 2} records, ${zipped.length} bytes`);
