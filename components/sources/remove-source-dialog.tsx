"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { RemoveWindow } from "@/components/ui/remove-window";
import { api } from "@/lib/api/client";
import type { Source } from "@/lib/api/contract";
import { RECORDS_KEY, SOURCES_KEY } from "@/lib/api/queries";
import { formatExact } from "@/lib/view";
import { placeOf, recordsOf } from "./source-words";

interface RemoveSourceDialogProps {
  /** The source to remove; undefined keeps the dialog closed. */
  target: Source | undefined;
  onClose: () => void;
}

/** Says what goes and what stays, and removes a source with its records. */
export function RemoveSourceDialog({ target, onClose }: RemoveSourceDialogProps) {
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: (id: string) => api.removeSource(id),
    onSuccess: () => {
      onClose();
      void client.invalidateQueries({ queryKey: SOURCES_KEY });
      void client.invalidateQueries({ queryKey: RECORDS_KEY });
    },
  });
  const records = target ? recordsOf(target) : 0;
  const said = `${formatExact(records)} ${records === 1 ? "record" : "records"}`;
  const close = () => {
    remove.reset();
    onClose();
  };
  return (
    <RemoveWindow
      open={target !== undefined}
      onClose={close}
      title="Remove this source?"
      name={target ? placeOf(target) : ""}
      figures
      keep="Keep it"
      remove={records > 0 ? `Remove it and ${said}` : "Remove it"}
      removing="Removing"
      pending={remove.isPending}
      onRemove={() => target && remove.mutate(target.id)}
      error={remove.error}
    >
      {records > 0 ? `${said} disappear from every page. ` : "It has added no records. "}
      Nothing changes in AWS: the source can be added again as long as AWS keeps the logs. To keep the records and read
      no further, pause it.
    </RemoveWindow>
  );
}
