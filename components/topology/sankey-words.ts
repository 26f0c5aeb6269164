import { keyLabel } from "@/components/charts/key-label";
import type { Terms } from "@/components/view";
import type { Sankey, SankeyNode } from "@/lib/api/contract";
import { type ByteUnits, formatMeasure, formatShare, toNumber } from "@/lib/view";

/** What a stop is called. */
export function stopName({ key, column, other }: SankeyNode): string {
  if (other)
    return column === "service" ? "Other services" : column === "source" ? "Other sources" : "Other destinations";
  return column === "service" ? keyLabel("service", key) : (key ?? "-");
}

/** The filter terms of a stop; none for the rest. */
export function stopTerms({ key, column, other }: SankeyNode): Terms {
  if (other) return [];
  return [[column === "service" ? "service" : "addr", key]];
}

/** The drawing in one sentence. */
export function sankeySentence({ nodes, links, measure }: Sankey, units: ByteUnits): string {
  const first = (column: SankeyNode["column"]) => nodes.find((node) => node.column === column && !node.other);
  const all = nodes.reduce((sum, node) => (node.column === "source" ? sum + toNumber(node.total) : sum), 0);
  const [source, service, destination] = [first("source"), first("service"), first("destination")];
  if (links.length === 0 || !source || !service || !destination) return "No traffic in this range.";
  const share = (node: SankeyNode) => `${stopName(node)} (${formatShare(node.total, all)})`;
  const amount = `${formatMeasure(all, measure, units)}${measure === "bytes" ? "" : ` ${measure}`}`;
  return `${amount}: most asked by ${share(source)}, over ${share(service)}, of ${share(destination)}.`;
}
