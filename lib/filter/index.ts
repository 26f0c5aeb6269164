/** The filter language: docs/filter-language.md says what it means. Runs in the browser and on the server. */
export type { Filter, FilterAnd, FilterNode, FilterNot, FilterOr, FilterTerm, FilterValue } from "./ast";
export { EMPTY_FILTER } from "./ast";
export { andTerm, conditionsOf, withoutCondition } from "./combine";
export { applyValue, type Completion, type CompletionOption, completeAt } from "./complete";
export type { FilterError } from "./error";
export { FILTER_FIELDS, type FilterField, type FilterKind, findFilterField } from "./fields";
export { LIMITS } from "./limits";
export { type FilterResult, parseFilter } from "./parse";
export { printFilter } from "./print";
export { type Sides, sidesOf } from "./sides";
export { filterToSql } from "./to-sql";
