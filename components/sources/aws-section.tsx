"use client";

import { useQuery } from "@tanstack/react-query";
import { Plug, Plus } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { Button, buttonClass, PanelError, Skeleton } from "@/components/ui";
import { useView } from "@/components/view";
import { sourcesQuery } from "@/lib/api/queries";
import { AddSourceDialog } from "./add-source-dialog";
import { SourceList } from "./source-list";

/** What is read from AWS and kept in step: every source, and the ways to another one. */
export function AwsSection() {
  const { href } = useView();
  const [adding, setAdding] = useState(false);
  const { data, error, isPending, refetch } = useQuery(sourcesQuery());
  const sources = data?.sources ?? [];
  return (
    <section aria-labelledby="aws-heading" className="hairline-panel">
      <header className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b px-3 py-1.5">
        <h2 id="aws-heading" className="font-medium text-data">
          From AWS
        </h2>
        <div className="flex flex-wrap gap-2">
          <Button size="small" onClick={() => setAdding(true)}>
            <Plus aria-hidden className="size-3.5 max-sm:hidden" />
            Add by hand
          </Button>
          <Link href={href("/sources/connect")} className={buttonClass("secondary", "small")}>
            <Plug aria-hidden className="size-3.5 max-sm:hidden" />
            Connect AWS
          </Link>
        </div>
      </header>
      {error && !data ? (
        <div className="px-3 py-3">
          <PanelError message={error.message} onRetry={() => void refetch()} />
        </div>
      ) : isPending ? (
        <div className="px-3 py-3" role="status" aria-label="Loading the sources">
          <Skeleton className="h-10" />
        </div>
      ) : sources.length === 0 ? (
        <p className="max-w-[80ch] px-3 py-3 text-data text-muted">
          Nothing is read from AWS yet. A log group of CloudWatch Logs or a place in S3 is read as far back as you say,
          and then kept in step: new records appear on the open page.
        </p>
      ) : (
        <SourceList sources={sources} />
      )}
      <AddSourceDialog open={adding} onClose={() => setAdding(false)} />
    </section>
  );
}
