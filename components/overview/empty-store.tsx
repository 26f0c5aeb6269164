"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import Link from "next/link";
import { buttonClass, EmptyState, patient } from "@/components/ui";
import { importsQuery } from "@/lib/api/queries";
import { useMissedImport } from "./use-missed-import";

const Room = () => <div className="h-[calc(100dvh-var(--bar-height))]" />;

const FirstRun = dynamic(
  patient(() => import("@/components/first-run").then((module) => module.FirstRun)),
  {
    loading: Room,
  },
);

interface EmptyStoreProps {
  /** The page's name: its heading, for screen readers. */
  title: string;
}

/** What stands on a page while not one record is stored: how to bring some in, or why those that came are not there. */
export function EmptyStore({ title }: EmptyStoreProps) {
  const { data } = useQuery(importsQuery());
  const { brought, asking } = useMissedImport();
  if (!data) return <Room />;
  if (asking || !data.imports.some(({ state }) => state === "done")) return <FirstRun />;
  return (
    <div className="hairline-panel m-3">
      <h1 className="sr-only">{title}</h1>
      <EmptyState
        title="No records are stored"
        actions={
          <Link href="/sources" className={buttonClass("primary")}>
            Go to Sources
          </Link>
        }
      >
        {brought
          ? "Retention has dropped the records that were imported. Sources says what is kept."
          : "The imports so far brought no flow records. Sources says why."}
      </EmptyState>
    </div>
  );
}
