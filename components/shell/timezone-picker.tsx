"use client";

import { Check } from "lucide-react";
import { useState } from "react";
import { buttonClass, cx, Popover } from "@/components/ui";
import { useScope, useView, useZone } from "@/components/view";
import { formatOffset, formatZone, zoneOf } from "@/lib/view";

const SHOWN = 60;

function zones(search: string): readonly string[] {
  const wanted = search.trim().toLowerCase().replaceAll(" ", "_");
  if (!wanted) return [];
  return Intl.supportedValuesOf("timeZone")
    .filter((zone) => zone.includes("/") && zone.toLowerCase().includes(wanted))
    .slice(0, SHOWN);
}

/** The one switch for the zone of all times. Its name is always in sight. */
export function TimezonePicker() {
  const { view, setView } = useView();
  const { span } = useScope();
  const zone = useZone();
  const [open, setOpen] = useState(false);
  const [search, setSearch] = useState("");
  const at = span.from ?? 0;
  const choose = (timezone: string) => {
    setView({ timezone });
    setOpen(false);
    setSearch("");
  };
  const option = (timezone: string, name: string, detail: string) => (
    <li key={timezone}>
      <button
        type="button"
        aria-pressed={view.timezone === timezone}
        onClick={() => choose(timezone)}
        className="flex min-h-7 w-full items-center gap-2 rounded px-2 py-0.5 text-left hover:bg-hover"
      >
        <Check aria-hidden className={cx("size-3.5 shrink-0", view.timezone !== timezone && "invisible")} />
        <span className="grow">{name}</span>
        <span className="figures text-faint text-label">{detail}</span>
      </button>
    </li>
  );
  const found = open ? zones(search) : [];
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
      <ul className="-mx-2">
        {option("UTC", "UTC", "as in the log")}
        {option("local", "Local", open ? zoneOf("local").replaceAll("_", " ") : "")}
      </ul>
      <label htmlFor="zone-search" className="mt-2 mb-1 block border-t pt-2 text-faint text-label">
        Another zone
      </label>
      <input
        id="zone-search"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        placeholder="Berlin"
        autoComplete="off"
        spellCheck={false}
        className="h-8 w-full rounded-control border border-line-strong bg-surface px-2 text-data placeholder:text-faint"
      />
      {found.length > 0 ? (
        <ul className="-mx-2 mt-1 max-h-56 overflow-y-auto">
          {found.map((name) => option(name, name.replaceAll("_", " "), formatOffset(at, name)))}
        </ul>
      ) : null}
      {search.trim() && found.length === 0 ? (
        <p className="mt-2 text-label text-muted">No zone has that in its name.</p>
      ) : null}
    </Popover>
  );
}
