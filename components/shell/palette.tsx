"use client";

import { Dialog } from "@base-ui/react/dialog";
import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import { usePreferences } from "@/components/providers/preferences";
import { Kbd } from "@/components/ui";
import { useView } from "@/components/view";
import { pairEntry } from "@/components/why/pair-entry";
import { whyHref } from "@/components/why/why-href";
import { COMMON_GROUPINGS, GROUPINGS, MEASURES } from "@/lib/view";
import { PAGES } from "./pages";
import { filterEntries } from "./palette-entries";
import { PALETTE_FRAME, PALETTE_HINT, PALETTE_INPUT } from "./palette-look";
import { useShell } from "./shell-context";
import { useActions } from "./use-actions";

const ITEM =
  "flex min-h-8 cursor-default items-center gap-2 rounded px-2 py-1 text-data data-[selected=true]:bg-hover data-[selected=true]:text-text";

function Entry({
  onSelect,
  keys,
  children,
  value,
}: {
  onSelect: () => void;
  keys?: string;
  children: string;
  value?: string;
}) {
  return (
    <Command.Item value={value ?? children} onSelect={onSelect} className={ITEM}>
      <span className="grow">{children}</span>
      {keys ? <Kbd keys={keys} /> : null}
    </Command.Item>
  );
}

const groupingLabel = (key: string) => GROUPINGS.find((grouping) => grouping.key === key)?.label.toLowerCase() ?? key;

function PaletteList({ search }: { search: string }) {
  const { open } = useShell();
  const { setView, view, href } = useView();
  const router = useRouter();
  const pair = pairEntry(search);
  const entries = filterEntries(search);
  const { theme, set } = usePreferences();
  const actions = useActions();
  const then = (run: () => void) => () => {
    open(null);
    run();
  };
  return (
    <Command.List className="max-h-[50vh] overflow-y-auto p-1">
      <Command.Empty className="px-2 py-6 text-center text-data text-muted">
        Nothing has that name. Type an address, a port or a filter.
      </Command.Empty>
      <Command.Group heading={entries.length > 0 || pair || view.filter ? "Filter" : undefined}>
        {entries.map(({ label, filter, host }) => (
          <Entry
            key={label}
            value={`${search} ${label}`}
            onSelect={then(() => (host ? actions.openHost(host) : setView({ filter })))}
          >
            {label}
          </Entry>
        ))}
        {pair ? (
          <Entry value={`${search} why`} onSelect={then(() => router.push(whyHref(href("/why"), pair)))}>
            {`Why can't ${pair.a} reach ${pair.b}?`}
          </Entry>
        ) : null}
        {view.filter ? <Entry onSelect={then(() => setView({ filter: "" }))}>Clear the filter</Entry> : null}
      </Command.Group>
      <Command.Group heading="Pages">
        {PAGES.map(({ path, label, key }) => (
          <Entry key={path} keys={`g ${key}`} onSelect={then(() => actions.go(path))}>
            {label}
          </Entry>
        ))}
        <Entry onSelect={then(() => actions.go("/why"))}>Why can't A reach B?</Entry>
      </Command.Group>
      <Command.Group heading="Time">
        <Entry keys="t" onSelect={() => open("time")}>
          Choose the time range
        </Entry>
        <Entry keys="z" onSelect={then(actions.zoomOut)}>
          Zoom out
        </Entry>
        <Entry onSelect={then(() => setView({ range: { kind: "all" } }))}>All data</Entry>
        <Entry onSelect={then(() => setView({ timezone: "UTC" }))}>Times in UTC</Entry>
        <Entry onSelect={then(() => setView({ timezone: "local" }))}>Times in the local zone</Entry>
      </Command.Group>
      <Command.Group heading="Overview">
        {MEASURES.map((measure) => (
          <Entry key={measure} onSelect={then(() => setView({ measure }))}>{`Measure ${measure}`}</Entry>
        ))}
        {COMMON_GROUPINGS.map((by) => (
          <Entry key={by} onSelect={then(() => setView({ by }))}>{`Split by ${groupingLabel(by)}`}</Entry>
        ))}
      </Command.Group>
      <Command.Group heading="This page">
        <Entry keys="r" onSelect={then(actions.refresh)}>
          Refresh
        </Entry>
        <Entry onSelect={then(() => set({ theme: theme === "dark" ? "light" : "dark" }))}>
          {theme === "dark" ? "Light theme" : "Dark theme"}
        </Entry>
        <Entry keys="?" onSelect={() => open("help")}>
          Keys
        </Entry>
      </Command.Group>
    </Command.List>
  );
}

/** Ctrl-K: every page and command by name, and "open host 10.10.1.10". */
export function Palette({ search, onSearch }: { search: string; onSearch: (search: string) => void }) {
  const { overlay, open } = useShell();
  return (
    <Dialog.Root
      open={overlay === "palette"}
      onOpenChange={(next) => {
        if (!next) open(null);
        onSearch("");
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-shade" />
        <Dialog.Popup className={PALETTE_FRAME}>
          <Dialog.Title className="sr-only">Go to or do</Dialog.Title>
          <Command
            label="Go to or do"
            className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-faint [&_[cmdk-group-heading]]:text-label"
          >
            <Command.Input
              autoFocus
              value={search}
              onValueChange={onSearch}
              placeholder={PALETTE_HINT}
              className={PALETTE_INPUT}
            />
            <PaletteList search={search} />
          </Command>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
