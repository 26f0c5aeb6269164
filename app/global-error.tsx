"use client";

import "./globals.css";

interface GlobalErrorProps {
  error: Error & { digest?: string };
  reset: () => void;
}

/** What is left when the frame itself could not be drawn: it takes the place of the layout, so it brings its own page. */
export default function GlobalError({ error, reset }: GlobalErrorProps) {
  return (
    <html lang="en">
      <body>
        <title>Flowglass could not be drawn</title>
        <main className="flex min-h-dvh flex-col items-center justify-center gap-3 p-6 text-center">
          <h1 className="font-medium text-title">Flowglass could not be drawn</h1>
          <p className="max-w-[56ch] text-muted">{error.message || "The server did not say why."}</p>
          <div className="flex gap-2">
            <button type="button" onClick={reset} className="h-8 rounded-control bg-accent-fill px-3 text-on-accent">
              Try again
            </button>
            {/* A full load on purpose: whatever broke the frame goes with it. */}
            <button
              type="button"
              onClick={() => window.location.assign("/")}
              className="h-8 rounded-control border border-line-strong px-3"
            >
              Start over
            </button>
          </div>
        </main>
      </body>
    </html>
  );
}
