/** Counts as the API writes them, apart from the schemas, so that a page does not load those. */
export { countOf, countValue } from "@/lib/query/count";
