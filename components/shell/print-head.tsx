"use client";

import { useScope, useView, useZone } from "@/components/view";
import { formatResolved, formatZone } from "@/lib/view";

/** What a printed page needs in place of the top bar: filter, range and zone. */
export function PrintHead() {
  const { view } = useView();
  const { span } = useScope();
  const zone = useZone();
  return (
    <div className="hidden border-b px-3 py-2 text-data print:block">
      <p className="font-semibold">Flowglass</p>
      <p>
        Filter: <span className="figures">{view.filter || "none"}</span>
      </p>
      <p>
        {/* A range that ends now was a moment earlier when the server drew it. */}
        Range:{" "}
        <span suppressHydrationWarning className="figures">
          {formatResolved(span, zone)}
        </span>{" "}
        {formatZone(zone, span.from ?? 0)}
      </p>
    </div>
  );
}
