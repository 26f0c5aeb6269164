"use client";

import { Check } from "lucide-react";
import { useState } from "react";
import { cx } from "@/components/ui";
import { formatOffset, zoneOf } from "@/lib/view";

const SHOWN = 60;

function zones(search: string): readonly string[] {
  const wanted = search.trim().toLowerCase().replaceAll(" ", "_");
  if (!wanted) return [];
  return Intl.supportedValuesOf("timeZone")
    .filter((zone) => zone.includes("/") && zone.toLowerCase().includes(wanted))
    .slice(0, SHOWN);
}

interface ZonePanelProps {
  /** The zone in use: `UTC`, `local`, or a name. */
  chosen: string;
  /** Epoch seconds: offsets are told as they are then. */
  at: number;
  onChoose: (timezone: string) => void;
}

/** What the timezone button opens; loaded when it first is. */
export default function ZonePanel({ chosen, at, onChoose }: ZonePanelProps) {
  const [search, setSearch] = useState("");
  const option = (timezone: string, name: string, detail: string) => (
    <li key={timezone}>
      <button
        type="button"
        aria-pressed={chosen === timezone}
        onClick={() => onChoose(timezone)}
        className="flex min-h-7 w-full items-center gap-2 rounded px-2 py-0.5 text-left hover:bg-hover"
      >
        <Check aria-hidden className={cx("size-3.5 shrink-0", chosen !== timezone && "invisible")} />
        <span className="grow">{name}</span>
        <span className="figures text-faint text-label">{detail}</span>
      </button>
    </li>
  );
  const found = zones(search);
  return (
    <>
      <ul className="-mx-2">
        {option("UTC", "UTC", "as in the log")}
        {option("local", "Local", zoneOf("local").replaceAll("_", " "))}
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
    </>
  );
}
