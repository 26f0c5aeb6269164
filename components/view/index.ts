/** Hooks between the URL and the page. */
export { type FilterTerms, type Terms, useFilterTerms, withTerms } from "./use-filter-terms";
export { type Scope, scopeParams, useScope } from "./use-scope";
export { type UseView, useView } from "./use-view";
export { useZone } from "./use-zone";
