"use client";

import { useId, useState } from "react";
import { Button, Dialog } from "@/components/ui";
import type { Finding } from "@/lib/api/contract";

interface DismissDialogProps {
  finding: Finding;
  busy: boolean;
  error: string | null;
  onClose: () => void;
  onDismiss: (reason: string) => void;
}

/** Asks for the reason before a finding is put aside. It may stay empty. */
export function DismissDialog({ finding, busy, error, onClose, onDismiss }: DismissDialogProps) {
  const [reason, setReason] = useState("");
  const field = useId();
  const form = useId();
  return (
    <Dialog
      open
      onClose={onClose}
      title="Dismiss this finding"
      description={`${finding.title}. It stays in the store, marked as dismissed, and can be put back.`}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" disabled={busy}>
            Dismiss
          </Button>
        </>
      }
    >
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          onDismiss(reason.trim());
        }}
      >
        <label htmlFor={field} className="mb-1 block text-label text-muted">
          Reason, for those who look later
        </label>
        <input
          id={field}
          value={reason}
          maxLength={500}
          autoComplete="off"
          onChange={(event) => setReason(event.target.value)}
          placeholder="Our own vulnerability scanner"
          className="h-8 w-full rounded-control border border-line-strong bg-surface px-2 text-data placeholder:text-faint"
        />
        {error ? (
          <p role="alert" className="mt-2 text-data text-danger">
            {error}
          </p>
        ) : null}
      </form>
    </Dialog>
  );
}
