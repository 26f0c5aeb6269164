"use client";

import { PreviewCard } from "@base-ui/react/preview-card";
import { findFilterField } from "@/lib/filter";
import { findField } from "@/lib/flow";
import { usePopupRoot } from "./popup-root";

export interface FieldCardProps {
  anchor: Element;
  name: string;
  /** The pointer is on the card. */
  onEnter: () => void;
  onLeave: () => void;
}

const VERSION_NAME = (version: number): string =>
  version === 6 ? "Transit Gateway flow logs" : `flow logs from version ${version}`;

/** AWS's meaning of a field, its values, and which logs have it; loaded when one is first shown. */
export default function FieldCard({ anchor, name, onEnter, onLeave }: FieldCardProps) {
  const root = usePopupRoot();
  const known = findField(name);
  const field = known ?? findFilterField(name);
  if (!field) return null;
  return (
    <PreviewCard.Root open>
      <PreviewCard.Portal container={root}>
        <PreviewCard.Positioner anchor={anchor} sideOffset={6} collisionPadding={8} className="z-50">
          <PreviewCard.Popup
            onPointerEnter={onEnter}
            onPointerLeave={onLeave}
            className="popup-motion w-80 max-w-[calc(100vw-16px)] rounded-panel border border-line-strong bg-raised p-3 text-data text-text"
          >
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
