import { Activity, FolderInput, type LucideIcon, Radar, ShieldX, Table2, Waypoints } from "lucide-react";

export interface PageEntry {
  readonly path: string;
  readonly label: string;
  readonly icon: LucideIcon;
  /** The second key after `g`. */
  readonly key: string;
  /** A page that is not in the rail and belongs to this one. */
  readonly also?: string;
}

/** The pages of the rail, in order. A page that does not exist is not in it. */
export const PAGES: readonly PageEntry[] = [
  { path: "/", label: "Overview", icon: Activity, key: "o", also: "/host" },
  { path: "/explore", label: "Explore", icon: Table2, key: "e" },
  { path: "/rejections", label: "Rejections", icon: ShieldX, key: "r", also: "/why" },
  { path: "/findings", label: "Findings", icon: Radar, key: "f" },
  { path: "/topology", label: "Topology", icon: Waypoints, key: "t" },
  { path: "/sources", label: "Sources", icon: FolderInput, key: "s" },
];

/** How a page of the rail stands to the one that is open: it is that page, or (`true`) it leads to it, or neither. */
export function currentOf({ path, also }: PageEntry, pathname: string): "page" | "true" | undefined {
  if (pathname === path) return "page";
  return pathname === also || (path !== "/" && pathname.startsWith(`${path}/`)) ? "true" : undefined;
}
