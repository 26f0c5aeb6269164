"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { DropTarget } from "@/components/imports/drop-target";
import { LiveProvider, Reconnecting } from "@/components/live";
import { POPUP_ROOT } from "@/components/ui";
import type { LiveHello } from "@/lib/api/contract/live";
import { HelpDialog } from "./help-dialog";
import { PaletteGate } from "./palette-gate";
import { PrintHead } from "./print-head";
import { BottomBar, Rail } from "./rail";
import { ShellProvider } from "./shell-context";
import { TopBar } from "./top-bar";
import { useShortcuts } from "./use-shortcuts";

function Frame({ children }: { children: ReactNode }) {
  useShortcuts();
  return (
    <div className="flex min-h-dvh">
      <a
        href="#content"
        className="sr-only z-50 rounded-control bg-accent-fill px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to the content
      </a>
      <Rail />
      <div className="flex min-w-0 grow flex-col pb-[calc(56px+env(safe-area-inset-bottom))] md:pb-0">
        <TopBar />
        <PrintHead />
        <main id="content" tabIndex={-1} className="min-w-0 grow outline-none">
          {children}
          <div id={POPUP_ROOT} />
        </main>
      </div>
      <BottomBar />
      <DropTarget />
      <Reconnecting />
      <HelpDialog />
      <PaletteGate />
    </div>
  );
}

interface ShellProps {
  /** Where the store stood when the page was made. */
  loaded: LiveHello;
  children: ReactNode;
}

/** The frame around every page but the login page. */
export function Shell({ loaded, children }: ShellProps) {
  if (usePathname() === "/login") return <>{children}</>;
  return (
    <ShellProvider>
      <LiveProvider loaded={loaded}>
        <Frame>{children}</Frame>
      </LiveProvider>
    </ShellProvider>
  );
}
