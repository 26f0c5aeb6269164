"use client";

import { Keyboard, Search, Settings2 } from "lucide-react";
import type { Theme } from "@/components/providers/preference-cookies";
import { usePreferences } from "@/components/providers/preferences";
import { buttonClass, Menu, MenuChoice, MenuItem, MenuSeparator } from "@/components/ui";
import type { ByteUnits } from "@/lib/view";
import { useShell } from "./shell-context";

const THEMES: readonly { value: Theme; label: string }[] = [
  { value: "system", label: "As the system" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
];

const UNITS: readonly { value: ByteUnits; label: string; detail: string }[] = [
  { value: "si", label: "kB, MB, GB", detail: "1000" },
  { value: "iec", label: "KiB, MiB, GiB", detail: "1024" },
];

interface SettingsMenuProps {
  /** As an icon of the bottom bar. */
  large?: boolean;
  /** With its name beside the icon. */
  labelled?: boolean;
}

/** Theme, units, the palette and the list of keys. */
export function SettingsMenu({ large = false, labelled = false }: SettingsMenuProps) {
  const { theme, units, set } = usePreferences();
  const { open } = useShell();
  return (
    <Menu
      side="top"
      trigger={
        large ? (
          <button
            type="button"
            aria-label="Settings"
            className="flex h-14 w-11 shrink-0 items-center justify-center text-muted"
          >
            <Settings2 aria-hidden className="size-5" />
          </button>
        ) : (
          <button
            type="button"
            aria-label="Settings"
            className={
              labelled
                ? "flex h-8 grow items-center gap-2.5 rounded-control px-2.5 text-data text-muted hover:bg-hover hover:text-text"
                : buttonClass("quiet", "icon")
            }
          >
            <Settings2 aria-hidden className="size-4 shrink-0" />
            {labelled ? <span className="max-lg:sr-only">Settings</span> : null}
          </button>
        )
      }
    >
      <MenuChoice label="Theme" value={theme} options={THEMES} onChange={(next) => set({ theme: next })} />
      <MenuSeparator />
      <MenuChoice label="Units of bytes" value={units} options={UNITS} onChange={(next) => set({ units: next })} />
      <MenuSeparator />
      <MenuItem icon={<Search aria-hidden className="size-4" />} shortcut="Ctrl-K" onSelect={() => open("palette")}>
        Go to or do
      </MenuItem>
      <MenuItem icon={<Keyboard aria-hidden className="size-4" />} shortcut="?" onSelect={() => open("help")}>
        Keys
      </MenuItem>
    </Menu>
  );
}
