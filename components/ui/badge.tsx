import type { ReactNode } from "react";
import { cx } from "./classes";

/** AWS's decision about a flow, with its word, its colour and, when it was refused, its hatching. */
export function ActionBadge({ action }: { action: string | null }) {
  if (action === "ACCEPT" || action === "REJECT") {
    const reject = action === "REJECT";
    return (
      <span
        className={cx(
          "figures inline-flex h-5 items-center gap-1.5 rounded px-1.5 text-label",
          reject ? "bg-reject-soft text-reject-text" : "bg-accept-soft text-accept-text",
        )}
      >
        <span aria-hidden className={cx("size-2 rounded-[2px]", reject ? "hatch-reject" : "bg-accept")} />
        {action}
      </span>
    );
  }
  return <span className="figures text-faint text-label">{action ?? "-"}</span>;
}

type Tone = "neutral" | "accent" | "warning" | "danger";

const TONES: Record<Tone, string> = {
  neutral: "bg-sunken text-muted",
  accent: "bg-selected text-text",
  warning: "bg-warning-soft text-warning",
  danger: "bg-danger-soft text-danger",
};

/** A word or two about a state. */
export function Badge({ tone = "neutral", children }: { tone?: Tone; children: ReactNode }) {
  return <span className={cx("inline-flex h-5 items-center rounded px-1.5 text-label", TONES[tone])}>{children}</span>;
}
