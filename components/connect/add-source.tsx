"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Check, Plus } from "lucide-react";
import Link from "next/link";
import { Button, buttonClass, cx } from "@/components/ui";
import { useView } from "@/components/view";
import { api } from "@/lib/api/client";
import { SOURCES_KEY, sourcesQuery } from "@/lib/api/queries";
import { sourceOf, type Target, toRequest } from "./source-request";
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
  const { href } = useView();
  const { data } = useQuery(sourcesQuery());
  const add = useMutation({
    mutationFn: () => api.addSource(toRequest(place, target, since)),
    onSuccess: () => client.invalidateQueries({ queryKey: SOURCES_KEY }),
  });
  const existing = sourceOf(data?.sources ?? [], place, target) ?? add.data;
  if (existing) {
    return (
      <Link
        href={href("/sources")}
        className={cx(buttonClass("quiet", "small"), "text-text!")}
        aria-label={`${existing.name} is a source: see it`}
      >
        <Check aria-hidden className="size-3.5 text-accent" />
        Added
      </Link>
    );
  }
  const name = target.kind === "cloudwatch" ? target.log_group : `s3://${target.bucket}/${target.prefix}`;
  return (
    <span className="flex flex-col items-end gap-1">
      <Button
        size="small"
        variant="primary"
        disabled={add.isPending}
        aria-label={`Add ${name} as a source`}
        onClick={() => add.mutate()}
      >
        <Plus aria-hidden className="size-3.5" />
        Add
      </Button>
      {add.error ? (
        <span role="alert" className="max-w-60 text-right text-danger text-label">
          {add.error.message}
        </span>
      ) : null}
    </span>
  );
}
