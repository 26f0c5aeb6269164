import { cx } from "@/components/ui";

/** The colour of a series, hatched where the drawing is. */
export function Swatch({ color, hatched, className }: { color: string; hatched: boolean; className?: string }) {
  return (
    <span
      aria-hidden
      className={cx("data-colour inline-block size-2.5 shrink-0 rounded-[2px]", hatched && "hatch-reject", className)}
      style={hatched ? undefined : { background: color }}
    />
  );
}
