export { FilterBar, type FilterBarHandle, type FilterBarProps } from "./filter-bar";
export type { LoadValues } from "./value-source";
export { ViewFilterBar } from "./view-filter-bar";
