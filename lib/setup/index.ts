/** How to set a flow log up: a typed choice in, texts out. Works in a browser. */
export { type CheckResult, checkChoice, type Part, type Problem } from "./check";
export * from "./choice";
export {
  bytesOfRecord,
  defaultFields,
  fieldNames,
  fieldsFor,
  RECOMMENDED_FORMAT,
  recommendedFields,
} from "./fields";
export { GAINS, type Gain, gainsOf, isGained, lossesOf, type Place } from "./gains";
export { checkRegion, checkRoleArn, exampleId, nounOf } from "./names";
export { REGIONS } from "./regions";
export { consoleSteps, type Step } from "./text/console";
export { readerCliText } from "./text/reader";
export { labelOf, type SetupText, TEXT_KINDS, type TextKind, writeSetup } from "./texts";
export { parseSetup, printSetup, SETUP_PARAMS } from "./url";
