"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { RemoveWindow } from "@/components/ui/remove-window";
import { api } from "@/lib/api/client";
import type { Import } from "@/lib/api/contract";
import { isUnderWay, RECORDS_KEY } from "@/lib/api/queries";
import { recordsOf, sayRecords } from "./import-words";
import { IMPORTS_KEY } from "./use-imports";

interface RemoveDialogProps {
  /** The import to remove; undefined keeps the dialog closed. */
  target: Import | undefined;
  onClose: () => void;
}

function removeLabel(target: Import | undefined): string {
  if (!target) return "Delete";
  if (isUnderWay(target.state)) return "Cancel the import";
  const records = recordsOf(target);
  return records > 0 && !target.duplicate_of ? `Delete ${sayRecords(records)}` : "Delete";
}

/** Says how many records go, and removes an import with them, or cancels one that runs. */
export function RemoveDialog({ target, onClose }: RemoveDialogProps) {
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: (id: string) => api.removeImport(id),
    onSuccess: () => {
      onClose();
      void client.invalidateQueries({ queryKey: IMPORTS_KEY });
      void client.invalidateQueries({ queryKey: RECORDS_KEY });
    },
  });
  const running = target !== undefined && isUnderWay(target.state);
  const records = target ? recordsOf(target) : 0;
  const close = () => {
    remove.reset();
    onClose();
  };
  return (
    <RemoveWindow
      open={target !== undefined}
      onClose={close}
      title={running ? "Cancel this import?" : "Delete this import?"}
      name={target?.name ?? ""}
      keep={running ? "Go on importing" : "Keep it"}
      remove={removeLabel(target)}
      removing="Deleting"
      pending={remove.isPending}
      onRemove={() => target && remove.mutate(target.id)}
      error={remove.error}
    >
      {running
        ? "Nothing of it will be kept. The file can be uploaded again."
        : records > 0 && !target?.duplicate_of
          ? `${sayRecords(records)} disappear from every page. The file can be uploaded again.`
          : "It added no records, so none go. Only this entry is removed."}
    </RemoveWindow>
  );
}
