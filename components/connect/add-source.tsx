"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Check, Plus } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { Button, buttonClass, cx } from "@/components/ui";
import { useView } from "@/components/view";
import { api } from "@/lib/api/client";
import { SOURCES_KEY, sourcesQuery } from "@/lib/api/queries";
import { partsOf, sourceOf, type Target, toRequest } from "./source-request";
import { StreamsDialog } from "./streams-dialog";
import type { Place } from "./use-place";

interface AddSourceProps {
  place: Place;
  target: Target;
  /** How far back to read, as the API takes it: `now-1d`. */
  since: string;
}

/** Adds a log group or bucket as a source with one click, or leads to the source that it is already. */
export function AddSource({ place, target, since }: AddSourceProps) {
  const client = useQueryClient();
  const { data } = useQuery(sourcesQuery());
  const [choosing, setChoosing] = useState(false);
  const add = useMutation({
    mutationFn: (what: Target) => api.addSource(toRequest(place, what, since)),
    onSuccess: () => {
      setChoosing(false);
      return client.invalidateQueries({ queryKey: SOURCES_KEY });
    },
  });
  const sources = data?.sources ?? [];
  const existing = sourceOf(sources, place, target) ?? (add.data?.streams ? undefined : add.data);
  if (existing) return <Added name={existing.name}>Added</Added>;
  const parts = partsOf(sources, place, target);
  const streams = new Set(parts.flatMap((source) => source.streams ?? [])).size;
  const name = target.kind === "cloudwatch" ? target.log_group : `s3://${target.bucket}/${target.prefix}`;
  const group = target.kind === "cloudwatch" ? target.log_group : null;
  return (
    <span className="flex flex-col items-end gap-1">
      <span className="flex flex-wrap justify-end gap-1">
        {group === null ? null : (
          <Button
            size="small"
            variant="quiet"
            aria-label={`Choose streams of ${group}`}
            onClick={() => {
              add.reset();
              setChoosing(true);
            }}
          >
            Streams
          </Button>
        )}
        <Button
          size="small"
          disabled={add.isPending}
          aria-label={`Add ${name} as a source`}
          onClick={() => add.mutate(target)}
        >
          <Plus aria-hidden className="size-3.5" />
          Add
        </Button>
      </span>
      {streams > 0 ? (
        <Added name={`${streams} of the streams of ${name}`}>
          {streams === 1 ? "1 stream added" : `${streams} streams added`}
        </Added>
      ) : null}
      {add.error && !choosing ? (
        <span role="alert" className="max-w-60 text-right text-danger text-label">
          {add.error.message}
        </span>
      ) : null}
      {group === null ? null : (
        <StreamsDialog
          open={choosing}
          onClose={() => setChoosing(false)}
          place={place}
          group={group}
          adding={add.isPending}
          error={add.error?.message ?? null}
          onAdd={(chosen) => add.mutate({ kind: "cloudwatch", log_group: group, streams: chosen })}
        />
      )}
    </span>
  );
}

function Added({ name, children }: { name: string; children: string }) {
  const { href } = useView();
  return (
    <Link
      href={href("/sources")}
      className={cx(buttonClass("quiet", "small"), "text-text!")}
      aria-label={`${name} is a source: see it`}
    >
      <Check aria-hidden className="size-3.5 text-accent" />
      {children}
    </Link>
  );
}
