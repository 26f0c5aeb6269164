"use client";

import { Button, EmptyState } from "@/components/ui";

interface ErrorPageProps {
  error: Error & { digest?: string };
  reset: () => void;
}

/** A page that could not be drawn. The frame around it, with filter and range, still works. */
export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <div role="alert" className="flex min-h-[60vh] items-center justify-center">
      <h1 className="sr-only">This page could not be drawn</h1>
      <EmptyState
        title="This page could not be drawn"
        actions={
          <Button variant="primary" onClick={reset}>
            Try again
          </Button>
        }
      >
        <p>{error.message || "The server did not say why."}</p>
        {error.digest ? (
          <p className="mt-1">
            The server&apos;s log has more under <code className="figures">{error.digest}</code>.
          </p>
        ) : null}
      </EmptyState>
    </div>
  );
}
