import type { Rejections, RejectionsParams } from "@/lib/api/contract";

export type By = Rejections["by"];
export type Sort = NonNullable<RejectionsParams["sort"]>;

/** What the rows can be. */
export const BY: readonly { readonly value: By; readonly label: string; readonly head: string }[] = [
  { value: "service", label: "Services", head: "Server port" },
  { value: "srcaddr", label: "Sources", head: "Source" },
  { value: "dstaddr", label: "Destinations", head: "Destination" },
  { value: "interface_id", label: "Interfaces", head: "Interface" },
];

export const BY_VALUES = BY.map(({ value }) => value);
export const SORTS: readonly Sort[] = ["flows", "attempts", "bytes", "sources", "destinations", "last_start"];

/** A column of figures. */
export interface Column {
  readonly key: "attempts" | "sources" | "destinations" | "services" | "bytes" | "first_start" | "last_start";
  readonly label: string;
  /** What it means, for hover. */
  readonly title: string;
  /** The order that a click on the head asks for. */
  readonly sort?: Sort;
  /** From which width of the window on it has room. */
  readonly room: "md" | "lg" | "xl" | "wide";
}

const COLUMNS: readonly Column[] = [
  {
    ...{ key: "attempts", label: "Attempts", sort: "attempts", room: "md" },
    title: "How often a client opened: records with SYN, without flags distinct client ports",
  },
  { key: "sources", label: "Sources", sort: "sources", room: "lg", title: "Distinct source addresses" },
  {
    ...{ key: "destinations", label: "Destinations", sort: "destinations", room: "lg" },
    title: "Distinct destination addresses",
  },
  { key: "services", label: "Ports", room: "lg", title: "Distinct server ports" },
  { key: "bytes", label: "Bytes", sort: "bytes", room: "xl", title: "Bytes of the rejected records" },
  { key: "first_start", label: "First seen", room: "wide", title: "Start of the first rejected record in the range" },
  {
    ...{ key: "last_start", label: "Last seen", sort: "last_start", room: "md" },
    title: "Start of the last rejected record in the range",
  },
];

const OWN: Readonly<Record<By, Column["key"] | null>> = {
  service: "services",
  srcaddr: "sources",
  dstaddr: "destinations",
  interface_id: null,
};

/** The columns beside a key: all but the count that is always 1. */
export const columnsOf = (by: By): readonly Column[] => COLUMNS.filter(({ key }) => key !== OWN[by]);

/** Classes that hide a column where the window is too narrow for it. */
export const ROOM: Readonly<Record<Column["room"], string>> = {
  md: "max-md:hidden",
  lg: "max-lg:hidden",
  xl: "max-xl:hidden",
  // What refused it stands on one line only when this column is not beside it.
  wide: "max-[1400px]:hidden",
};
