/** How a verdict is shown, on its own page and beside a record. */
export { NextSteps } from "./next-steps";
export { Prose } from "./prose";
export { Reasons } from "./reasons";
export { VerdictLine } from "./verdict-line";
