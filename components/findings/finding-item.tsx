"use client";

import { ChevronRight, Table2 } from "lucide-react";
import Link from "next/link";
import { useId, useState } from "react";
import { Button, buttonClass, cx } from "@/components/ui";
import { Prose } from "@/components/verdict";
import { useZone } from "@/components/view";
import type { Finding } from "@/lib/api/contract";
import { KIND_WORDS } from "@/lib/detect/kinds";
import { formatExact, formatTime, toNumber } from "@/lib/view";
import { FindingDetails } from "./finding-details";
import { SubjectLink, useRecordsHref } from "./finding-links";
import { TimeStrip } from "./time-strip";

interface FindingItemProps {
  finding: Finding;
  /** The range that the strip at the right stands for; absent while it is not known. */
  span: { readonly from: number; readonly to: number } | null;
  busy: boolean;
  onDismiss: (finding: Finding) => void;
  onRestore: (finding: Finding) => void;
}

/** What the records of a finding are called: SKIPDATA lines are no flows. */
function recordsText({ evidence }: Finding): string {
  const records = toNumber(evidence.records);
  const flows = toNumber(evidence.flows);
  return flows === records || flows > 0
    ? `${formatExact(flows)} ${flows === 1 ? "flow" : "flows"}`
    : `${formatExact(records)} ${records === 1 ? "record" : "records"}`;
}

/** One finding: what it is, in a sentence; its records one click away; why it was flagged, below. */
export function FindingItem({ finding, span, busy, onDismiss, onRestore }: FindingItemProps) {
  const [open, setOpen] = useState(false);
  const details = useId();
  const heading = useId();
  const zone = useZone();
  const recordsHref = useRecordsHref();
  const gone = finding.dismissed !== null;
  return (
    <li aria-labelledby={heading} className="border-t first:border-t-0">
      <div className="grid gap-x-6 gap-y-2 px-4 py-3 lg:grid-cols-[minmax(0,1fr)_190px]">
        <div className="min-w-0">
          <h3 id={heading} className={cx("font-medium text-body [overflow-wrap:anywhere]", gone && "text-muted")}>
            <Prose text={finding.title} />
          </h3>
          <p className="mt-0.5 max-w-[120ch] text-data text-muted [overflow-wrap:anywhere]">
            <Prose text={finding.sentence} />
          </p>
          <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1.5">
            <div className="flex flex-wrap gap-1.5">
              <Link
                href={recordsHref(finding)}
                className={buttonClass("secondary", "small")}
                aria-label={`Open the records: ${finding.title}`}
              >
                <Table2 aria-hidden className="size-3.5" />
                {recordsText(finding)}
              </Link>
              <Button
                size="small"
                variant="quiet"
                aria-expanded={open}
                aria-controls={details}
                aria-label={`Why flagged: ${finding.title}`}
                onClick={() => setOpen(!open)}
              >
                <ChevronRight
                  aria-hidden
                  className={cx("size-3.5 transition-transform duration-100", open && "rotate-90")}
                />
                Why flagged
              </Button>
              {gone ? (
                <Button
                  size="small"
                  variant="quiet"
                  disabled={busy}
                  aria-label={`Put back: ${finding.title}`}
                  onClick={() => onRestore(finding)}
                >
                  Put back
                </Button>
              ) : (
                <Button
                  size="small"
                  variant="quiet"
                  disabled={busy}
                  aria-label={`Dismiss: ${finding.title}`}
                  onClick={() => onDismiss(finding)}
                >
                  Dismiss
                </Button>
              )}
            </div>
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-label">
              <span className="text-muted">{KIND_WORDS[finding.kind].label}</span>
              <SubjectLink subject={finding.subject} />
              {gone ? (
                <span className="text-faint">
                  Dismissed{finding.dismissed?.reason ? `: ${finding.dismissed.reason}` : ""}
                </span>
              ) : null}
            </p>
          </div>
        </div>
        <div className="min-w-40">
          {span ? <TimeStrip from={finding.from} to={finding.to} span={span} zone={zone} dimmed={gone} /> : null}
          <p className="figures text-faint text-label">{formatTime(finding.from, zone)}</p>
        </div>
      </div>
      <div id={details} hidden={!open}>
        {open ? <FindingDetails finding={finding} /> : null}
      </div>
    </li>
  );
}
