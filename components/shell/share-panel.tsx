"use client";

import { Check, Copy, Download, ImageDown } from "lucide-react";
import { usePathname } from "next/navigation";
import { useState } from "react";
import { Button, SegmentedControl } from "@/components/ui";
import { useScope, useView } from "@/components/view";
import { useOfferedChart } from "@/components/view/chart-export";
import { MAX_URL_LENGTH } from "@/lib/view";
import { canFreeze, EXPORTS, exportLink, shareLink } from "./share-link";

function CopyLink() {
  const { view } = useView();
  const { range, span } = useScope();
  const pathname = usePathname();
  const [frozen, setFrozen] = useState<"moving" | "frozen">("moving");
  const [copied, setCopied] = useState<string | null>(null);
  const link = shareLink(window.location.origin, pathname, view, range, span, frozen === "frozen");
  const copy = async () => {
    await navigator.clipboard.writeText(link);
    setCopied(link);
  };
  return (
    <div className="flex flex-col gap-2">
      {canFreeze(range, span) ? (
        <SegmentedControl
          label="Range of the link"
          value={frozen}
          onChange={setFrozen}
          options={[
            { value: "moving", label: range.kind === "all" ? "All data, as it grows" : "Moves with the clock" },
            { value: "frozen", label: "Frozen as it is now" },
          ]}
        />
      ) : null}
      <div className="flex gap-2">
        <input
          aria-label="Link to this view"
          readOnly
          value={link}
          onFocus={(event) => event.target.select()}
          className="figures h-8 min-w-0 grow rounded-control border border-line-strong bg-sunken px-2 text-label"
        />
        <Button variant="primary" onClick={() => void copy()}>
          {copied === link ? <Check aria-hidden className="size-4" /> : <Copy aria-hidden className="size-4" />}
          <span aria-live="polite">{copied === link ? "Copied" : "Copy"}</span>
        </Button>
      </div>
      {link.length >= MAX_URL_LENGTH ? (
        <p className="text-label text-warning">
          This link has {link.length} characters. Some programs cut links after {MAX_URL_LENGTH}: shorten the filter.
        </p>
      ) : null}
    </div>
  );
}

/** What the share button opens; loaded when it first is. */
export default function SharePanel() {
  const { params } = useScope();
  const chart = useOfferedChart();
  return (
    <>
      <CopyLink />
      <p className="mt-3 border-t pt-2 pb-1 text-faint text-label">Save the matching records</p>
      <ul className="-mx-2">
        {EXPORTS.map(([format, name, detail]) => (
          <li key={format}>
            <a
              href={exportLink(params, format)}
              download
              className="flex min-h-7 items-center gap-2 rounded px-2 py-0.5 hover:bg-hover"
            >
              <Download aria-hidden className="size-4 text-faint" />
              <span className="grow">{name}</span>
              <span className="text-faint text-label">{detail}</span>
            </a>
          </li>
        ))}
      </ul>
      {chart ? (
        <>
          <p className="mt-2 border-t pt-2 pb-1 text-faint text-label">Save the chart</p>
          <button
            type="button"
            onClick={() => void chart()}
            className="-mx-2 flex min-h-7 w-[calc(100%+16px)] items-center gap-2 rounded px-2 py-0.5 text-left hover:bg-hover"
          >
            <ImageDown aria-hidden className="size-4 text-faint" />
            <span className="grow">PNG</span>
            <span className="text-faint text-label">with filter and range</span>
          </button>
        </>
      ) : null}
    </>
  );
}
