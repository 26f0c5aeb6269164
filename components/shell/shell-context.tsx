"use client";

import { createContext, type ReactNode, useContext, useMemo, useState } from "react";

/** What of the frame can be open; one at a time. */
export type Overlay = "time" | "palette" | "help" | null;

interface ShellValue {
  readonly overlay: Overlay;
  open(overlay: Overlay): void;
}

const Context = createContext<ShellValue | null>(null);

/** Keeps what of the frame is open, so that keys, the palette and buttons can all open it. */
export function ShellProvider({ children }: { children: ReactNode }) {
  const [overlay, open] = useState<Overlay>(null);
  const value = useMemo(() => ({ overlay, open }), [overlay]);
  return <Context value={value}>{children}</Context>;
}

export function useShell(): ShellValue {
  const value = useContext(Context);
  if (!value) throw new Error("useShell needs a ShellProvider around it.");
  return value;
}
