"use client";

import { CSPProvider } from "@base-ui/react/csp-provider";
import { QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { ApiProblem } from "@/lib/api/client";
import { retryDelay, worthRetrying } from "@/lib/api/retry";
import { NonceProvider } from "./nonce";
import type { Preferences } from "./preference-cookies";
import { PreferencesProvider } from "./preferences";

/** A session that ended while the page was open: the login page leads back here. */
function toLogin(error: Error): void {
  if (!(error instanceof ApiProblem) || error.status !== 401 || window.location.pathname === "/login") return;
  const here = window.location.pathname + window.location.search;
  window.location.assign(`/login?next=${encodeURIComponent(here)}`);
}

const newClient = (): QueryClient =>
  new QueryClient({
    queryCache: new QueryCache({ onError: toLogin }),
    defaultOptions: {
      // The server may be this very machine: that the browser has no way to the internet says nothing about it.
      queries: { refetchOnWindowFocus: false, networkMode: "always", retry: worthRetrying, retryDelay },
      mutations: { networkMode: "always" },
    },
  });

interface ProvidersProps {
  /** The nonce of this answer's content security policy, for what adds style elements. */
  nonce: string | undefined;
  preferences: Preferences;
  children: ReactNode;
}

/** What every page stands in. */
export function Providers({ nonce, preferences, children }: ProvidersProps) {
  const [client] = useState(newClient);
  return (
    <CSPProvider nonce={nonce}>
      <QueryClientProvider client={client}>
        <PreferencesProvider initial={preferences}>
          <NonceProvider value={nonce}>{children}</NonceProvider>
        </PreferencesProvider>
      </QueryClientProvider>
    </CSPProvider>
  );
}
