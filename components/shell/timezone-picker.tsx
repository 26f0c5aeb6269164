"use client";

import { lazy, useState } from "react";
import { buttonClass, cx, Popover, patient } from "@/components/ui";
import { useScope, useView, useZone } from "@/components/view";
import { formatOffset, formatZone } from "@/lib/view";

const ZonePanel = lazy(patient(() => import("./zone-panel")));

/** The one switch for the zone of all times. Its name is always in sight. */
export function TimezonePicker() {
  const { view, setView } = useView();
  const { span } = useScope();
  const zone = useZone();
  const [open, setOpen] = useState(false);
  const at = span.from ?? 0;
  return (
    <Popover
      title="Timezone"
      hideTitle
      open={open}
      onOpenChange={setOpen}
      className="w-72"
      trigger={
        <button
          type="button"
          aria-label={`Timezone: ${formatZone(zone, at)}`}
          className={cx(buttonClass("secondary"), "figures font-normal!")}
        >
          {zone === "UTC" ? "UTC" : formatOffset(at, zone)}
        </button>
      }
    >
      <ZonePanel
        chosen={view.timezone}
        at={at}
        onChoose={(timezone) => {
          setView({ timezone });
          setOpen(false);
        }}
      />
    </Popover>
  );
}
