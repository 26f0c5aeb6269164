"use client";

import { lazy, Suspense } from "react";
import type { DialogProps } from "./dialog-window";
import { patient } from "./patient";
import { useOpened } from "./use-opened";

const DialogWindow = lazy(patient(() => import("./dialog-window")));

/** A window in the middle of the page that has to be answered or closed first. */
export function Dialog(props: DialogProps) {
  return useOpened(props.open) ? (
    <Suspense>
      <DialogWindow {...props} />
    </Suspense>
  ) : null;
}
