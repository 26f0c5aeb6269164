"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { readQuestion, type WhyQuestion, withQuestion } from "./why-href";

/** The page's question, which the URL keeps, and how to change it. Each change is a step that Back undoes. */
export function useQuestion(): readonly [WhyQuestion, (change: Partial<WhyQuestion>) => void] {
  const params = useSearchParams();
  const pathname = usePathname();
  const text = params.toString();
  const question = useMemo(() => readQuestion(new URLSearchParams(text)), [text]);
  const change = useCallback(
    (next: Partial<WhyQuestion>) => {
      const search = withQuestion(window.location.search, {
        ...readQuestion(new URLSearchParams(window.location.search)),
        ...next,
      });
      const target = search === "" ? pathname : `${pathname}?${search}`;
      if (target !== window.location.pathname + window.location.search) window.history.pushState(null, "", target);
    },
    [pathname],
  );
  return [question, change];
}
