"use client";

import { useQuery } from "@tanstack/react-query";
import { Check, ChevronDown, ChevronUp, Copy } from "lucide-react";
import { useState } from "react";
import { EmptyState, IconButton, PanelError, Skeleton } from "@/components/ui";
import { useScope } from "@/components/view";
import { ApiProblem } from "@/lib/api/client";
import { relatedQuery } from "@/lib/api/queries";
import { DrawerFrame } from "./drawer-frame";
import { RecordStory } from "./record-story";

interface RecordDrawerProps {
  /** The record to show; undefined keeps the drawer closed. */
  id: string | undefined;
  onClose: () => void;
  /** Opens the record after or before this one in the table; absent at its ends. */
  onNext?: () => void;
  onPrevious?: () => void;
}

/** Rows of each list and ticks of the lanes that are asked for. */
const LIMIT = 100;

/** One record and all that belongs to it, on the right of the page; on a phone it is the page. */
export function RecordDrawer({ id, onClose, onNext, onPrevious }: RecordDrawerProps) {
  return (
    <DrawerFrame
      open={id !== undefined}
      onClose={onClose}
      title="Record"
      tools={
        <>
          <IconButton label="Previous record" shortcut="k" size="small" disabled={!onPrevious} onClick={onPrevious}>
            <ChevronUp aria-hidden className="size-4" />
          </IconButton>
          <IconButton label="Next record" shortcut="j" size="small" disabled={!onNext} onClick={onNext}>
            <ChevronDown aria-hidden className="size-4" />
          </IconButton>
          <CopyLink />
        </>
      }
    >
      {id === undefined ? null : <RecordContent id={id} />}
    </DrawerFrame>
  );
}

function CopyLink() {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(window.location.href);
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  };
  return (
    <IconButton
      label={copied ? "Link copied" : "Copy the link to this record"}
      size="small"
      onClick={() => void copy()}
    >
      {copied ? <Check aria-hidden className="size-4" /> : <Copy aria-hidden className="size-4" />}
    </IconButton>
  );
}

/** What belongs to a record in the range in view; when the record lies outside of it, in all data. */
function useRelated(id: string) {
  const { params, ready, span } = useScope();
  const { from, to, source } = params;
  const here = useQuery({ ...relatedQuery({ id, from, to, source, limit: LIMIT }), enabled: ready });
  const start = here.data?.record.start ?? null;
  const outside =
    start !== null && ((span.from !== null && start < span.from) || (span.to !== null && start >= span.to));
  const anywhere = useQuery({ ...relatedQuery({ id, limit: LIMIT }), enabled: outside });
  return { query: outside ? anywhere : here, outside };
}

function RecordContent({ id }: { id: string }) {
  const { query, outside } = useRelated(id);
  if (query.error) {
    if (query.error instanceof ApiProblem && query.error.status === 404) {
      return (
        <EmptyState title="This record is not stored any more">
          The import that it came from was removed, or the link is from another Flowglass.
        </EmptyState>
      );
    }
    return (
      <div className="p-4">
        <PanelError message={query.error.message} onRetry={() => void query.refetch()} />
      </div>
    );
  }
  if (!query.data) return <ContentSkeleton />;
  return <RecordStory related={query.data} outside={outside} />;
}

function ContentSkeleton() {
  return (
    <div role="status" aria-label="Loading the record" className="space-y-6 p-4">
      <div className="space-y-2">
        <Skeleton className="h-5 w-full" />
        <Skeleton className="h-5 w-3/4" />
      </div>
      <Skeleton className="h-32" />
      <Skeleton className="h-64" />
    </div>
  );
}
