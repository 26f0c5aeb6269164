"use client";

import { useIsFetching } from "@tanstack/react-query";
import { RotateCw, ZoomOut } from "lucide-react";
import { ViewFilterBar } from "@/components/filter";
import { ImportStatus } from "@/components/imports/import-status";
import { LiveControl } from "@/components/live";
import { cx, IconButton } from "@/components/ui";
import { useScope } from "@/components/view";
import { RECORDS_KEY } from "@/lib/api/queries";
import { SharePopover } from "./share-popover";
import { TimePicker } from "./time-picker";
import { TimezonePicker } from "./timezone-picker";
import { useActions } from "./use-actions";

function Refresh() {
  const { refresh } = useActions();
  const busy = useIsFetching({ queryKey: RECORDS_KEY }) > 0;
  return (
    <IconButton label="Refresh" shortcut="r" variant="secondary" onClick={refresh} aria-busy={busy}>
      <RotateCw aria-hidden className={cx("size-4", busy && "animate-spin")} />
    </IconButton>
  );
}

/** Filter, range, zone, refresh and share: the same on every page, and kept from page to page. */
export function TopBar() {
  const { zoomOut } = useActions();
  const { range } = useScope();
  return (
    <header className="no-print sticky top-0 z-10 flex min-h-(--bar-height) flex-wrap items-center gap-2 border-b bg-surface px-3 py-2 md:flex-nowrap md:py-0">
      <div data-filter-bar className="min-w-0 basis-full md:grow md:basis-0">
        <ViewFilterBar />
      </div>
      <div className="flex min-w-0 grow items-center gap-1.5 md:grow-0">
        <ImportStatus />
        <LiveControl />
        <TimePicker />
        <TimezonePicker />
        <span className="grow md:hidden" />
        <IconButton
          label="Zoom out"
          shortcut="z"
          variant="secondary"
          onClick={zoomOut}
          disabled={range.kind === "all"}
          className="max-sm:hidden"
        >
          <ZoomOut aria-hidden className="size-4" />
        </IconButton>
        <Refresh />
        <SharePopover />
      </div>
    </header>
  );
}
