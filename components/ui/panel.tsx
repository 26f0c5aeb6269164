import { type ReactNode, useId } from "react";
import { Button } from "./button";
import { cx } from "./classes";

interface PanelProps {
  title: ReactNode;
  /** Controls at the right of the title. */
  tools?: ReactNode;
  /** Why the panel could not be loaded; it takes the place of the content, the frame stays. */
  error?: { readonly message: string } | null;
  onRetry?: () => void;
  /** True while newer content is on its way: what is there stays, dimmed. */
  stale?: boolean;
  /** Pixels that the content will take, so that waiting or failing moves nothing else. */
  minHeight?: number;
  className?: string;
  bodyClassName?: string;
  children: ReactNode;
}

/** A framed part of a page that loads, fails and is retried by itself. */
export function Panel({
  title,
  tools,
  error,
  onRetry,
  stale,
  minHeight,
  className,
  bodyClassName,
  children,
}: PanelProps) {
  const heading = useId();
  return (
    <section
      aria-labelledby={heading}
      aria-busy={stale || undefined}
      className={cx("hairline-panel min-w-0", className)}
    >
      <header className="flex min-h-10 flex-wrap items-center justify-between gap-x-3 gap-y-1 px-3 py-1.5">
        <h2 id={heading} className="font-medium text-data">
          {title}
        </h2>
        {tools ? <div className="flex flex-wrap items-center gap-1.5">{tools}</div> : null}
      </header>
      <div
        style={minHeight === undefined ? undefined : { minHeight }}
        className={cx(
          "px-3 pb-3",
          !error && bodyClassName,
          stale && "opacity-50 transition-opacity delay-150 duration-100",
        )}
      >
        {error ? <PanelError message={error.message} onRetry={onRetry} /> : children}
      </div>
    </section>
  );
}

/** Why a panel could not be loaded, with a way to try again. */
export function PanelError({ message, onRetry }: { message: string; onRetry?: () => void }) {
  return (
    <div role="alert" className="flex min-h-24 flex-col items-start justify-center gap-2 text-data">
      <p className="text-danger">This panel could not be loaded.</p>
      <p className="text-muted">{message}</p>
      {onRetry ? (
        <Button size="small" onClick={onRetry}>
          Try again
        </Button>
      ) : null}
    </div>
  );
}
