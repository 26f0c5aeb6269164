"use client";

import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from "react";
import type { LiveHello } from "@/lib/api/contract/live";
import { LiveFeed, type LiveSnapshot, serverSnapshot } from "./feed";

const Context = createContext<LiveFeed | null>(null);

interface LiveProviderProps {
  /** Where the store stood when the page was made. */
  loaded: LiveHello;
  children: ReactNode;
}

/** Connects the page with the store's changes. Stands once, in the shell. */
export function LiveProvider({ loaded, children }: LiveProviderProps) {
  const client = useQueryClient();
  const [feed] = useState(() => new LiveFeed(client, loaded));
  useEffect(() => feed.attach(), [feed]);
  return <Context value={feed}>{children}</Context>;
}

/** The page's connection to the store, to pause and resume it. */
export function useLiveFeed(): LiveFeed {
  const feed = useContext(Context);
  if (!feed) throw new Error("useLiveFeed needs a LiveProvider around it.");
  return feed;
}

/** How the connection is. */
export function useLive(): LiveSnapshot {
  const feed = useLiveFeed();
  return useSyncExternalStore(feed.subscribe, feed.snapshot, serverSnapshot);
}
