"use client";

import { lazy, Suspense, useState } from "react";
import { patient } from "@/components/ui";
import { PALETTE_FRAME, PALETTE_HINT, PALETTE_INPUT } from "./palette-look";
import { useShell } from "./shell-context";

// Opened by hand and rarely: not part of what the first visit fetches.
const Palette = lazy(patient(() => import("./palette").then((module) => ({ default: module.Palette }))));

/** The palette while it is open. What is typed before its code has come is not lost. */
export function PaletteGate() {
  const { overlay } = useShell();
  return overlay === "palette" ? <OpenPalette /> : null;
}

function OpenPalette() {
  const { open } = useShell();
  const [search, setSearch] = useState("");
  const waiting = (
    <>
      <div className="fixed inset-0 z-40 bg-shade" />
      <dialog open aria-label="Go to or do" className={PALETTE_FRAME}>
        <input
          ref={(input) => input?.focus()}
          aria-label="Go to or do"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          onKeyDown={(event) => event.key === "Escape" && open(null)}
          placeholder={PALETTE_HINT}
          className={PALETTE_INPUT}
        />
      </dialog>
    </>
  );
  return (
    <Suspense fallback={waiting}>
      <Palette search={search} onSearch={setSearch} />
    </Suspense>
  );
}
