"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback } from "react";
import { readableQuery } from "@/lib/view";

/** The URL parameter that names the open record. */
export const RECORD_PARAM = "record";

const ID = /^[\w.:-]{1,60}$/;

/** The address that this tab opened a record at, so that closing it can go back instead of adding a step. */
let openedAt: string | undefined;

const here = (): string => window.location.pathname + window.location.search;

function withRecord(pathname: string, id: string | undefined): string {
  const params = new URLSearchParams(window.location.search);
  if (id === undefined) params.delete(RECORD_PARAM);
  else params.set(RECORD_PARAM, id);
  return params.size === 0 ? pathname : `${pathname}?${readableQuery(params)}`;
}

export interface RecordParam {
  /** The open record's id, as the URL says. */
  readonly id: string | undefined;
  /** Opens a record. The first is a step that Back undoes; moving on to another replaces that step. */
  open(id: string): void;
  close(): void;
}

/** Which record is open. The URL is the only place that keeps it, so that a link opens it and Back closes it. */
export function useRecordParam(): RecordParam {
  const params = useSearchParams();
  const pathname = usePathname();
  const text = params.get(RECORD_PARAM) ?? "";
  const id = ID.test(text) ? text : undefined;

  const open = useCallback(
    (next: string) => {
      const target = withRecord(pathname, next);
      if (target === here()) return;
      const moving = openedAt === here();
      if (moving) window.history.replaceState(null, "", target);
      else window.history.pushState(null, "", target);
      openedAt = target;
    },
    [pathname],
  );

  const close = useCallback(() => {
    if (openedAt === here()) window.history.back();
    else window.history.pushState(null, "", withRecord(pathname, undefined));
    openedAt = undefined;
  }, [pathname]);

  return { id, open, close };
}
