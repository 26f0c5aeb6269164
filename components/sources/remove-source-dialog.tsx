"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Dialog } from "@/components/ui";
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
    <Dialog
      open={target !== undefined}
      onClose={close}
      title="Remove this source?"
      actions={
        <>
          <Button onClick={close}>Keep it</Button>
          <Button variant="danger" disabled={remove.isPending} onClick={() => target && remove.mutate(target.id)}>
            {remove.isPending ? "Removing" : records > 0 ? `Remove it and ${said}` : "Remove it"}
          </Button>
        </>
      }
    >
      <p className="figures break-words font-medium text-data">{target ? placeOf(target) : ""}</p>
      <p className="mt-1 text-data text-muted">
        {records > 0 ? `${said} disappear from every page. ` : "It has added no records. "}
        Nothing changes in AWS: the source can be added again as long as AWS keeps the logs. To keep the records and
        read no further, pause it.
      </p>
      {remove.error ? (
        <p role="alert" className="mt-2 text-danger text-data">
          {remove.error.message}
        </p>
      ) : null}
    </Dialog>
  );
}
