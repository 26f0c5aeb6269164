import { ArrowDown, ArrowUp } from "lucide-react";
import { Badge, cx } from "@/components/ui";
import type { Count } from "@/lib/view";
import { changeOf } from "./change";

interface ChangeMarkProps {
  now: Count;
  before: Count | null | undefined;
  /** The exact figures, for hover. */
  title?: string;
  className?: string;
}

/** What became of a value since the period before: an arrow with percents, or the word `new` or `gone`. */
export function ChangeMark({ now, before, title, className }: ChangeMarkProps) {
  const change = changeOf(now, before);
  if (!change) return null;
  if (change.trend === "new" || change.trend === "gone") {
    return (
      <span title={title} className={className}>
        <Badge tone={change.trend === "new" ? "accent" : "neutral"}>{change.text}</Badge>
      </span>
    );
  }
  const Icon = change.trend === "grown" ? ArrowUp : ArrowDown;
  return (
    <span
      title={title}
      className={cx("figures inline-flex items-center gap-0.5 whitespace-nowrap text-label text-muted", className)}
    >
      {change.trend === "steady" ? null : <Icon aria-hidden className="size-3" />}
      <span className="sr-only">{change.words}</span>
      <span aria-hidden>{change.text}</span>
    </span>
  );
}
