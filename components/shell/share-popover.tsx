"use client";

import { Share2 } from "lucide-react";
import { lazy } from "react";
import { buttonClass, Popover, patient } from "@/components/ui";

const SharePanel = lazy(patient(() => import("./share-panel")));

/** Copy the link, save the records, save the chart. */
export function SharePopover() {
  return (
    <Popover
      title="Share this view"
      className="w-[400px]"
      trigger={
        <button type="button" aria-label="Share" className={buttonClass("secondary")}>
          <Share2 aria-hidden className="size-4" />
          <span className="hidden xl:inline">Share</span>
        </button>
      }
    >
      <SharePanel />
    </Popover>
  );
}
