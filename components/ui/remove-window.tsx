"use client";

import type { ReactNode } from "react";
import { Button } from "./button";
import { cx } from "./classes";
import { Dialog } from "./dialog";

interface RemoveWindowProps {
  open: boolean;
  onClose: () => void;
  /** The question. */
  title: string;
  /** What would be removed, by its name. */
  name: string;
  /** The name is an address or an id. */
  figures?: boolean;
  /** What goes and what stays. */
  children: ReactNode;
  /** Words of the two buttons, and of the second while it is under way. */
  keep: string;
  remove: string;
  removing: string;
  pending: boolean;
  onRemove: () => void;
  /** Why it could not be removed. */
  error: Error | null;
}

/** Asks before something is removed: what goes, what stays, and what it would be to keep it. */
export function RemoveWindow(props: RemoveWindowProps) {
  const { open, onClose, title, name, figures, children, keep, remove, removing, pending, onRemove, error } = props;
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={title}
      actions={
        <>
          <Button onClick={onClose}>{keep}</Button>
          <Button variant="danger" disabled={pending} onClick={onRemove}>
            {pending ? removing : remove}
          </Button>
        </>
      }
    >
      <p className={cx("break-words font-medium text-data", figures && "figures")}>{name}</p>
      <p className="mt-1 text-data text-muted">{children}</p>
      {error ? (
        <p role="alert" className="mt-2 text-danger text-data">
          {error.message}
        </p>
      ) : null}
    </Dialog>
  );
}
