/** Hooks between the URL and the page. */

export { useCovered } from "./use-covered";
export { type FilterTerms, useFilterTerms } from "./use-filter-terms";
export { usePageParam } from "./use-page-param";
export { type Scope, scopeParams, useScope } from "./use-scope";
export { type UseView, useView } from "./use-view";
export { useZone } from "./use-zone";
export { type Terms, withTerms } from "./with-terms";
