"use client";

import { PreviewCard } from "@base-ui/react/preview-card";
import { findFilterField } from "@/lib/filter";
import { findField } from "@/lib/flow";
import { cx } from "./classes";
import { usePopupRoot } from "./popup-root";

interface FieldNameProps {
  /** Text name or column name of the field, or a name of the filter language for more than one (`addr`, `service`). */
  name: string;
  /** Shown in place of the field's label. */
  children?: string;
  className?: string;
}

const VERSION_NAME = (version: number): string =>
  version === 6 ? "Transit Gateway flow logs" : `flow logs from version ${version}`;

/** A field's name that explains itself on hover and focus: AWS's meaning, its values, and which logs have it. */
export function FieldName({ name, children, className }: FieldNameProps) {
  const root = usePopupRoot();
  const known = findField(name);
  const field = known ?? findFilterField(name);
  if (!field) return <span className={className}>{children ?? name}</span>;
  return (
    <PreviewCard.Root>
      <PreviewCard.Trigger
        delay={300}
        closeDelay={80}
        render={<button type="button" />}
        className={cx(
          "cursor-help rounded-sm text-left underline decoration-line-strong decoration-dotted underline-offset-4",
          className,
        )}
      >
        {children ?? field.label}
      </PreviewCard.Trigger>
      <PreviewCard.Portal container={root}>
        <PreviewCard.Positioner sideOffset={6} collisionPadding={8} className="z-50">
          <PreviewCard.Popup className="popup-motion w-80 max-w-[calc(100vw-16px)] rounded-panel border border-line-strong bg-raised p-3 text-data text-text">
            <p className="figures mb-1 font-medium">{field.name}</p>
            <p className="text-muted">{field.meaning}</p>
            {field.values && field.values.length > 0 ? (
              <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5">
                {field.values.map(([value, meaning]) => (
                  <div key={value} className="contents">
                    <dt className="figures">{value}</dt>
                    <dd className="text-muted">{meaning}</dd>
                  </div>
                ))}
              </dl>
            ) : null}
            {known ? <p className="mt-2 text-faint text-label">In {VERSION_NAME(known.version)}.</p> : null}
          </PreviewCard.Popup>
        </PreviewCard.Positioner>
      </PreviewCard.Portal>
    </PreviewCard.Root>
  );
}
