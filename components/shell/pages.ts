import { Activity, FolderInput, type LucideIcon, Radar, ShieldX, Table2, Waypoints } from "lucide-react";

export interface PageEntry {
  readonly path: string;
  readonly label: string;
  readonly icon: LucideIcon;
  /** The second key after `g`. */
  readonly key: string;
}

/** The pages of the rail, in order. A page that does not exist is not in it. */
export const PAGES: readonly PageEntry[] = [
  { path: "/", label: "Overview", icon: Activity, key: "o" },
  { path: "/explore", label: "Explore", icon: Table2, key: "e" },
  { path: "/rejections", label: "Rejections", icon: ShieldX, key: "r" },
  { path: "/findings", label: "Findings", icon: Radar, key: "f" },
  { path: "/topology", label: "Topology", icon: Waypoints, key: "t" },
  { path: "/sources", label: "Sources", icon: FolderInput, key: "s" },
];

/** True when a page, or a page below it, is the current one. */
export function isCurrent(path: string, pathname: string): boolean {
  return path === "/" ? pathname === "/" : pathname === path || pathname.startsWith(`${path}/`);
}
