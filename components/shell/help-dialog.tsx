"use client";

import { lazy, Suspense } from "react";
import { Dialog, patient } from "@/components/ui";
import { useShell } from "./shell-context";

const KeyList = lazy(patient(() => import("./key-list")));

/** The list of keys. */
export function HelpDialog() {
  const { overlay, open } = useShell();
  return (
    <Dialog
      open={overlay === "help"}
      onClose={() => open(null)}
      title="Keys"
      description="None of them works while you type."
    >
      <Suspense>
        <KeyList />
      </Suspense>
    </Dialog>
  );
}
