"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useEffect, useState } from "react";
import { parseSetup, printSetup, type SetupChoice, TEXT_KINDS, type TextKind } from "@/lib/setup";
import { parseView, viewHref } from "@/lib/view";

interface State {
  readonly choice: SetupChoice;
  /** Which text is in sight. */
  readonly show: TextKind;
}

function read(params: URLSearchParams): State {
  const show = params.get("show");
  return { choice: parseSetup(params), show: TEXT_KINDS.find((kind) => kind === show) ?? "console" };
}

export interface UseSetup extends State {
  /** Changes the choice and the address. While somebody types, no step is added for Back. */
  change(change: Partial<SetupChoice>, typing?: "typing"): void;
  setShow(show: TextKind): void;
}

/**
 * The choice that the address says, and how to change it. It is kept here as well, because what is typed must be in
 * sight at once, and the address follows a moment later.
 */
export function useSetup(): UseSetup {
  const params = useSearchParams();
  const pathname = usePathname();
  const [state, setState] = useState(() => read(new URLSearchParams(params.toString())));

  useEffect(() => {
    const onBack = () => setState(read(new URLSearchParams(window.location.search)));
    window.addEventListener("popstate", onBack);
    return () => window.removeEventListener("popstate", onBack);
  }, []);

  const go = useCallback(
    (next: State, replace: boolean) => {
      const extra = {
        ...Object.fromEntries(printSetup(next.choice)),
        ...(next.show === "console" ? {} : { show: next.show }),
      };
      const href = viewHref(pathname, parseView(new URLSearchParams(window.location.search)), extra);
      if (replace) window.history.replaceState(null, "", href);
      else window.history.pushState(null, "", href);
      setState(next);
    },
    [pathname],
  );

  return {
    ...state,
    change: (change, typing) => go({ ...state, choice: { ...state.choice, ...change } }, typing !== undefined),
    setShow: (show) => go({ ...state, show }, true),
  };
}
