"use client";

import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react";
import type { ByteUnits } from "@/lib/view";
import { type Preferences, type Theme, writePreferences } from "./preference-cookies";

interface PreferencesValue extends Preferences {
  set(change: Partial<Preferences>): void;
}

const Context = createContext<PreferencesValue | null>(null);

function applyTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** How this reader likes the pages, kept in cookies so that the server already draws them so. */
export function PreferencesProvider({ initial, children }: { initial: Preferences; children: ReactNode }) {
  const [preferences, setPreferences] = useState(initial);
  const set = useCallback((change: Partial<Preferences>) => {
    setPreferences((before) => ({ ...before, ...change }));
    writePreferences(document, change);
    if (change.theme) applyTheme(change.theme);
  }, []);
  const value = useMemo(() => ({ ...preferences, set }), [preferences, set]);
  return <Context value={value}>{children}</Context>;
}

/** The reader's preferences and how to change them. */
export function usePreferences(): PreferencesValue {
  const value = useContext(Context);
  if (!value) throw new Error("usePreferences needs a PreferencesProvider around it.");
  return value;
}

/** The units that bytes are written in. */
export const useByteUnits = (): ByteUnits => usePreferences().units;
