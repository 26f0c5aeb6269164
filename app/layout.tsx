import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { readPreferences } from "@/components/providers/preference-cookies";
import { Providers } from "@/components/providers/providers";
import { Shell } from "@/components/shell/shell";
import { storeChanges } from "@/lib/ingest/changes";
import { standOf } from "@/lib/live/stream";
import { Prefetched } from "./prefetched";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Flowglass", template: "%s - Flowglass" },
  description: "AWS VPC Flow Logs: how much traffic, by whom, and what was refused.",
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f6f6f7" },
    { media: "(prefers-color-scheme: dark)", color: "#0d0e10" },
  ],
};

/** The frame of every page. The theme comes from a cookie, so that no script has to run before the first paint. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  // Before anything is read, so that nothing that the page shows is older.
  const loaded = standOf(storeChanges);
  const [jar, request] = await Promise.all([cookies(), headers()]);
  const preferences = readPreferences((name) => jar.get(name)?.value);
  return (
    <html
      lang="en"
      data-theme={preferences.theme === "system" ? undefined : preferences.theme}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      suppressHydrationWarning
    >
      <body>
        <Providers nonce={request.get("x-nonce") ?? undefined} preferences={preferences}>
          <Prefetched>
            <Shell loaded={loaded}>{children}</Shell>
          </Prefetched>
        </Providers>
      </body>
    </html>
  );
}
