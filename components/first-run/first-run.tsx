"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { IMPORTS_KEY, ImportProgress, PickFiles, UploadList, useImports, useUploads } from "@/components/imports";
import { SourceProgress } from "@/components/sources";
import { Button, buttonClass } from "@/components/ui";
import { api } from "@/lib/api/client";
import { isUnderWay, sourcesQuery } from "@/lib/api/queries";
import { MakeLog } from "./make-log";

const ACCEPTED = [
  ["S3", "log files as delivered: text or Parquet, gzip or not, single or by the folder"],
  ["CloudWatch", "console CSV, export tasks, filter-log-events, get-log-events, logs tail, Logs Insights"],
  ["Streams", "Kinesis, Firehose, Lambda and subscription payloads"],
  ["Others", "Athena CSV, ndjson and what SIEMs wrap records in"],
] as const;

const MOST_SOURCES = 4;

/** What stands in place of an empty page: ways to bring the first flow log in. The whole window takes drops. */
export function FirstRun() {
  const client = useQueryClient();
  const uploads = useUploads();
  const { data } = useImports();
  const imports = data?.imports ?? [];
  const { data: read, dataUpdatedAt } = useQuery(sourcesQuery());
  const sources = read?.sources ?? [];
  const running = imports.filter((one) => isUnderWay(one.state));
  const failed = imports.filter((one) => one.state === "failed");
  const demo = useMutation({
    mutationFn: () => api.loadDemo(),
    onSuccess: () => client.invalidateQueries({ queryKey: IMPORTS_KEY }),
  });
  const busy = uploads.length + running.length > 0;
  return (
    <div className="mx-auto flex min-h-[calc(100dvh-152px)] max-w-4xl flex-col justify-center gap-6 px-4 py-8 md:min-h-[calc(100dvh-var(--bar-height))]">
      <div className="flex min-h-64 flex-col items-center justify-center gap-4 rounded-panel border border-line-strong border-dashed bg-surface px-6 py-10 text-center">
        <div className="space-y-1">
          <h1 className="font-medium text-title">Drop VPC Flow Logs here</h1>
          <p className="text-body text-muted">Files or whole folders, anywhere on this page.</p>
        </div>
        <div className="flex flex-wrap justify-center gap-2">
          <PickFiles variant="primary">Choose files</PickFiles>
          <PickFiles folder>Choose a folder</PickFiles>
          <Button disabled={demo.isPending || demo.isSuccess} onClick={() => demo.mutate()}>
            Load the sample
          </Button>
          <Link href="/sources/connect" className={buttonClass()}>
            Connect AWS
          </Link>
        </div>
        <p className="text-label text-muted">
          Records stay where Flowglass runs. The sample is a few hours of one small VPC.
        </p>
        {demo.error ? (
          <p role="alert" className="text-danger text-data">
            {demo.error.message}
          </p>
        ) : null}
      </div>

      {busy ? (
        <section aria-label="Under way" className="hairline-panel">
          {uploads.length > 0 ? <UploadList uploads={uploads} /> : null}
          {running.map((one) => (
            <ImportProgress key={one.id} one={one} />
          ))}
        </section>
      ) : null}

      {sources.length > 0 ? (
        <section aria-labelledby="read-from-aws" className="hairline-panel">
          <header className="flex items-center justify-between gap-4 border-b px-3 py-2">
            <h2 id="read-from-aws" className="font-medium text-data">
              From AWS
            </h2>
            <Link href="/sources" className="text-accent text-data hover:underline">
              Go to Sources
            </Link>
          </header>
          {sources.slice(0, MOST_SOURCES).map((source) => (
            <SourceProgress key={source.id} source={source} now={Math.floor(dataUpdatedAt / 1000)} />
          ))}
          {sources.length > MOST_SOURCES ? (
            <p className="border-t px-3 py-2 text-label text-muted">and {sources.length - MOST_SOURCES} more</p>
          ) : null}
        </section>
      ) : null}

      {!busy && failed.length > 0 ? (
        <section aria-label="Failed imports" className="hairline-panel space-y-1 px-3 py-3 text-data">
          {failed.slice(0, 3).map((one) => (
            <p key={one.id}>
              <span className="font-medium">{one.name}</span>{" "}
              <span className={one.error?.code === "format_needed" ? "text-warning" : "text-danger"}>
                {one.error?.message}
              </span>
            </p>
          ))}
          <Link href="/sources" className="text-accent hover:underline">
            See all imports
          </Link>
        </section>
      ) : null}

      <div className="grid gap-x-10 gap-y-6 md:grid-cols-[2fr_3fr]">
        <section>
          <h2 className="mb-2 font-medium text-data">What is accepted</h2>
          <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-data">
            {ACCEPTED.map(([name, what]) => (
              <div key={name} className="contents">
                <dt>{name}</dt>
                <dd className="text-muted">{what}</dd>
              </div>
            ))}
          </dl>
          <p className="mt-2 text-data text-muted">
            Versions 2 to 11 and Transit Gateway, told from the content. File names do not matter.
          </p>
        </section>
        <section>
          <details className="group" open>
            <summary className="mb-2 flex list-none items-center gap-1 font-medium text-data">
              No flow log yet?
              <ChevronRight
                aria-hidden
                className="size-4 text-muted transition-transform duration-100 group-open:rotate-90"
              />
            </summary>
            <MakeLog />
          </details>
        </section>
      </div>
    </div>
  );
}
