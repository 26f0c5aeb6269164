"use client";

import { cx } from "@/components/ui";
import type { Finding, FindingKind } from "@/lib/api/contract";
import { FINDING_KINDS, KIND_WORDS } from "@/lib/detect/kinds";

/** One kind, or all. */
export type KindChoice = FindingKind | "all";

export const KIND_CHOICES: readonly KindChoice[] = ["all", ...FINDING_KINDS];

interface KindFilterProps {
  findings: readonly Finding[];
  value: KindChoice;
  onChange: (value: KindChoice) => void;
}

/** The kinds that occur, with how many of each; a click shows one alone. */
export function KindFilter({ findings, value, onChange }: KindFilterProps) {
  const countOf = (kind: KindChoice) => findings.filter((one) => kind === "all" || one.kind === kind).length;
  const shown = KIND_CHOICES.filter((kind) => kind === "all" || kind === value || countOf(kind) > 0);
  return (
    // On a phone one line that is moved sideways: how many kinds occur must not move the list below.
    <fieldset className="flex gap-1.5 max-sm:-mx-3 max-sm:overflow-x-auto max-sm:px-3 sm:flex-wrap">
      <legend className="sr-only">Kinds of findings</legend>
      {shown.map((kind) => (
        <button
          key={kind}
          type="button"
          aria-pressed={kind === value}
          title={kind === "all" ? undefined : KIND_WORDS[kind].about}
          onClick={() => onChange(kind === value ? "all" : kind)}
          className={cx(
            "inline-flex h-7 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-full border px-2.5 text-label",
            kind === value
              ? "border-accent bg-selected font-medium text-text"
              : "border-line-strong bg-surface text-muted hover:bg-hover hover:text-text",
          )}
        >
          {kind === "all" ? "All kinds" : KIND_WORDS[kind].label}
          <span className="figures text-faint">{countOf(kind)}</span>
        </button>
      ))}
    </fieldset>
  );
}
