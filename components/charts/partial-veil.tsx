import { bucketEdge, PLOT } from "./geometry";
import type { PartialEdges } from "./partial";

interface PartialVeilProps {
  edges: PartialEdges | undefined;
  /** Pixels of the chart that it lies on. */
  width: number;
  /** Number of buckets. */
  count: number;
}

/** Lets the bars of buckets that are not whole step back, so that they do not look like a fall of traffic. */
export function PartialVeil({ edges, width, count }: PartialVeilProps) {
  const veil = (index: number, border: string) => {
    const left = bucketEdge(index, width, count);
    return (
      <div
        aria-hidden
        data-veil={index === 0 ? "first" : "last"}
        className={`pointer-events-none absolute border-line-strong border-dashed bg-surface/60 ${border}`}
        style={{ left, width: bucketEdge(index + 1, width, count) - left, top: PLOT.top, bottom: PLOT.bottom }}
      />
    );
  };
  return (
    <>
      {edges?.first ? veil(0, "border-r") : null}
      {edges?.last ? veil(count - 1, "border-l") : null}
    </>
  );
}
