import type { CSSProperties } from "react";
import { cx } from "./classes";

/** A grey bar in place of what is being loaded; give it the size of what will come. */
export function Skeleton({ className, style }: { className?: string; style?: CSSProperties }) {
  return <span aria-hidden className={cx("skeleton block", className)} style={style} />;
}
