"use client";

import { Dialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { IconButton } from "@/components/ui";

interface DrawerFrameProps {
  open: boolean;
  onClose: () => void;
  title: string;
  /** Controls beside the title, before the close button. */
  tools: ReactNode;
  children: ReactNode;
}

/**
 * A panel on the right of the page, under the top bar, that leaves both in use; on a phone it is the whole page.
 * It takes the focus itself, not one of its buttons: what comes next is reading.
 */
export function DrawerFrame({ open, onClose, title, tools, children }: DrawerFrameProps) {
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Dialog.Root open={open} modal={false} disablePointerDismissal onOpenChange={(next) => next || onClose()}>
      <Dialog.Portal>
        <Dialog.Popup
          ref={popup}
          initialFocus={popup}
          className="drawer-motion fixed inset-y-0 right-0 z-40 flex w-full flex-col border-line-strong bg-surface text-text outline-none md:top-(--bar-height) md:w-[min(560px,48vw)] md:border-l"
        >
          <div className="flex min-h-12 shrink-0 items-center gap-1 border-b py-2 pr-2 pl-4">
            <Dialog.Title className="min-w-0 grow font-medium text-body">{title}</Dialog.Title>
            {tools}
            <IconButton label="Close" shortcut="Esc" size="small" onClick={onClose}>
              <X aria-hidden className="size-4" />
            </IconButton>
          </div>
          <div className="min-h-0 grow overflow-y-auto overscroll-contain">{children}</div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
