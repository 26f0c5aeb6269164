/** Renews the documentation that is made from code. */
import { writeFile } from "node:fs/promises";
import { fieldsPage } from "./fields-page";

await writeFile(new URL("../../docs/fields.md", import.meta.url), fieldsPage());
