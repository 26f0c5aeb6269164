/** What a person sees before there is any record. */
export { FirstRun } from "./first-run";
