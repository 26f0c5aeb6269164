/** How a verdict is shown, on its own page and beside a record. */
export { NextSteps } from "./next-steps";
export { Reasons } from "./reasons";
export { VerdictLine } from "./verdict-line";
