import { CircleCheck, CircleHelp, CircleX, type LucideIcon, RefreshCw } from "lucide-react";
import { cx } from "@/components/ui";
import type { Verdict } from "@/lib/api/contract";
import { isUndecided, verdictWords } from "./verdict-words";

/** How sure a verdict is, in words. */
export const SURE: Readonly<Record<Verdict["confidence"], string>> = {
  high: "Certain",
  medium: "Likely",
  low: "Not certain",
};

const HARMLESS = ["late_packet", "unsolicited_reply", "allowed", "allowed_no_reply"];

function lookOf(code: Verdict["code"]): { icon: LucideIcon; className: string } {
  if (isUndecided(code)) return { icon: CircleHelp, className: "text-muted" };
  if (code === "changed") return { icon: RefreshCw, className: "text-warning" };
  if (HARMLESS.includes(code)) return { icon: CircleCheck, className: "text-accept-text" };
  return { icon: CircleX, className: "text-reject-text" };
}

/** A verdict in a few words, with how sure it is. */
export function VerdictLine({ verdict, className }: { verdict: Verdict; className?: string }) {
  const { icon: Icon, className: tone } = lookOf(verdict.code);
  return (
    <p className={cx("flex flex-wrap items-center gap-x-2 gap-y-1", className)}>
      <Icon aria-hidden className={cx("size-4 shrink-0", tone)} />
      <strong className="font-medium text-body">{verdictWords(verdict.code)}</strong>
      {isUndecided(verdict.code) ? null : (
        <span className="rounded bg-sunken px-1.5 py-0.5 text-label text-muted">{SURE[verdict.confidence]}</span>
      )}
    </p>
  );
}
