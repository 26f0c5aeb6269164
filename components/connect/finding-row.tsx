"use client";

import { ChevronRight, CircleAlert, Lightbulb, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { useId, useState } from "react";
import { CodeBlock } from "@/components/setup";
import { buttonClass, cx } from "@/components/ui";
import { Prose } from "@/components/verdict";
import type { AwsFinding } from "@/lib/api/contract";

const SEVERITY = {
  problem: { label: "Problem", icon: CircleAlert, tone: "text-danger" },
  warning: { label: "Warning", icon: TriangleAlert, tone: "text-warning" },
  advice: { label: "Advice", icon: Lightbulb, tone: "text-muted" },
} as const;

/** One thing that the doctor found; it opens to what it means and what helps. */
export function FindingRow({ finding }: { finding: AwsFinding }) {
  const { severity, title, details, remedies, setup } = finding;
  const [open, setOpen] = useState(severity === "problem");
  const body = useId();
  const { label, icon: Icon, tone } = SEVERITY[severity];
  return (
    <li className="border-t first:border-t-0" data-rule={finding.rule}>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={body}
        onClick={() => setOpen(!open)}
        className="flex w-full items-start gap-2.5 px-3 py-2 text-left text-data hover:bg-hover"
      >
        <Icon aria-hidden className={cx("mt-0.5 size-4 shrink-0", tone)} />
        <span className="min-w-0 grow break-words">
          <span className={cx("mr-2 text-label", tone)}>{label}</span>
          <Prose text={title} />
        </span>
        <ChevronRight
          aria-hidden
          className={cx("mt-0.5 size-4 shrink-0 text-muted transition-transform duration-100", open && "rotate-90")}
        />
      </button>
      <div id={body} hidden={!open} className="px-3 pb-3 pl-9.5">
        <ul className="flex max-w-[90ch] flex-col gap-1 text-data text-muted">
          {details.map((detail) => (
            <li key={detail} className="break-words">
              <Prose text={detail} />
            </li>
          ))}
        </ul>
        {remedies.map((remedy) => (
          <CodeBlock
            key={remedy.label}
            className="mt-2"
            label={remedy.label}
            caption={remedy.label}
            text={remedy.text}
            rows={14}
          />
        ))}
        {setup === null ? null : (
          <Link href={`/sources/setup?${setup}`} className={cx(buttonClass("secondary", "small"), "mt-2")}>
            Open in Set up
          </Link>
        )}
      </div>
    </li>
  );
}
