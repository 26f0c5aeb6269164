import { cx } from "@/components/ui";
import type { Badge } from "./badges";

interface BadgeMarksProps {
  badges: readonly Badge[];
  /** Keys of edges that step back. */
  faded: (key: string) => boolean;
}

/** Counts of rejected flows on their lines, over nodes and lines. For the eye only: the list says the same. */
export function BadgeMarks({ badges, faded }: BadgeMarksProps) {
  return badges.map(({ key, text, x, y, width, height }) => (
    <span
      key={key}
      aria-hidden
      className={cx(
        "figures pointer-events-none absolute flex items-center justify-center whitespace-nowrap rounded border border-reject bg-surface text-[11px] text-reject-text",
        faded(key) && "opacity-25",
      )}
      style={{ left: x, top: y, width, height }}
    >
      {text}
    </span>
  ));
}
