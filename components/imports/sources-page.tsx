"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { SectionNav } from "@/components/connect/section-nav";
import { RetentionPanel } from "@/components/retention";
import { AwsSection } from "@/components/sources";
import { Button, EmptyState, PanelError, Skeleton } from "@/components/ui";
import { api } from "@/lib/api/client";
import type { Import, Source } from "@/lib/api/contract";
import { sourcesQuery } from "@/lib/api/queries";
import { formatExact } from "@/lib/view";
import { ImportList } from "./import-list";
import { recordsOf } from "./import-words";
import { InterruptedList } from "./interrupted-list";
import { PickFiles } from "./pick-files";
import { UploadList } from "./upload-list";
import { useUploads } from "./upload-store";
import { IMPORTS_KEY, useImports } from "./use-imports";

/** Newest first. */
function sorted(imports: readonly Import[]): Import[] {
  return [...imports].sort((a, b) => b.created_at - a.created_at || Number(b.id.slice(4)) - Number(a.id.slice(4)));
}

const counted = (count: number, word: string): string => `${formatExact(count)} ${word}${count === 1 ? "" : "s"}`;

/** `19,110 records from 2 imports and 1 AWS source`. */
function sayTotal(imports: readonly Import[], sources: readonly Source[]): string {
  const stored = imports.filter((one) => one.state === "done" && !one.duplicate_of);
  const records = [...stored, ...sources].reduce((sum, one) => sum + recordsOf(one), 0);
  const from = [counted(stored.length, "import")];
  if (sources.length > 0) from.push(counted(sources.length, "AWS source"));
  return `${counted(records, "record")} from ${from.join(" and ")}`;
}

/** Where records come from: uploads on their way, and all imports with their state. */
export function SourcesPage() {
  const uploads = useUploads();
  const { data, error, isPending, refetch } = useImports();
  const sources = useQuery(sourcesQuery());
  const imports = data ? sorted(data.imports) : [];
  return (
    <div className="flex max-w-[1264px] flex-col gap-3 p-3">
      <SectionNav />
      <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div>
          <h1 className="font-medium text-title">Sources</h1>
          <p className="text-data text-muted">
            {data ? sayTotal(data.imports, sources.data?.sources ?? []) : "Flow logs that were imported"}
          </p>
        </div>
      </header>

      <section
        aria-label="Upload"
        className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-panel border border-line-strong border-dashed bg-surface px-4 py-4"
      >
        <div className="max-w-[64ch]">
          <p className="font-medium text-body">Drop flow logs anywhere on this page</p>
          <p className="text-data text-muted">
            Files or whole folders, many gigabytes if need be. What each file holds is told from its content, and an
            interrupted upload goes on where it stopped.
          </p>
        </div>
        <div className="flex gap-2">
          <PickFiles folder>Choose a folder</PickFiles>
          <PickFiles variant="primary">Choose files</PickFiles>
        </div>
      </section>

      <AwsSection />

      <InterruptedList />

      {uploads.length > 0 ? (
        <section aria-labelledby="uploads-heading" className="hairline-panel">
          <h2 id="uploads-heading" className="border-b px-3 py-2 font-medium text-data">
            Uploading {uploads.length === 1 ? "1 file" : `${uploads.length} files`}
          </h2>
          <UploadList uploads={uploads} />
        </section>
      ) : null}

      <section aria-labelledby="imports-heading" className="hairline-panel">
        <h2 id="imports-heading" className="border-b px-3 py-2 font-medium text-data">
          Imports
        </h2>
        {error && !data ? (
          <div className="px-3 py-3">
            <PanelError message={error.message} onRetry={() => void refetch()} />
          </div>
        ) : isPending ? (
          <ListSkeleton />
        ) : imports.length === 0 ? (
          <NoImports />
        ) : (
          <ImportList imports={imports} />
        )}
      </section>

      <RetentionPanel />
    </div>
  );
}

function ListSkeleton() {
  return (
    <div className="space-y-3 px-3 py-3" role="status" aria-label="Loading the imports">
      {[0, 1, 2].map((row) => (
        <Skeleton key={row} className="h-10" />
      ))}
    </div>
  );
}

function NoImports() {
  const client = useQueryClient();
  const demo = useMutation({
    mutationFn: () => api.loadDemo(),
    onSuccess: () => client.invalidateQueries({ queryKey: IMPORTS_KEY }),
  });
  return (
    <EmptyState
      title="Nothing has been imported yet"
      actions={
        <Button disabled={demo.isPending} onClick={() => demo.mutate()}>
          Load the sample
        </Button>
      }
    >
      {demo.error ? (
        <span className="text-danger">{demo.error.message}</span>
      ) : (
        "Drop a flow log here, or look around with the sample."
      )}
    </EmptyState>
  );
}
