"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { buttonClass } from "./button";
import { cx } from "./classes";

export interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  /** A sentence under the title. */
  description?: ReactNode;
  className?: string;
  children?: ReactNode;
  /** Buttons at the bottom, the main one last. */
  actions?: ReactNode;
}

function CloseButton() {
  return (
    <Base.Close aria-label="Close" className={buttonClass("quiet", "icon-small")}>
      <X aria-hidden className="size-4" />
    </Base.Close>
  );
}

/** The window of a dialog; loaded when one is first opened. */
export default function DialogWindow({ open, onClose, title, description, className, children, actions }: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => next || onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-shade transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          className={cx(
            "popup-motion fixed top-[12vh] left-1/2 z-50 flex max-h-[76vh] w-[min(560px,calc(100vw-24px))] -translate-x-1/2 flex-col rounded-panel border border-line-strong bg-raised text-text outline-none",
            className,
          )}
        >
          <div className="flex items-center justify-between gap-4 border-b px-4 py-2.5">
            <Base.Title className="font-medium text-body">{title}</Base.Title>
            <CloseButton />
          </div>
          <div className="min-h-0 grow overflow-y-auto px-4 py-3">
            {description ? <Base.Description className="mb-3 text-muted">{description}</Base.Description> : null}
            {children}
          </div>
          {actions ? <div className="flex justify-end gap-2 border-t px-4 py-2.5">{actions}</div> : null}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
