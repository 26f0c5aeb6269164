"use client";

import { useId, useMemo, useRef, useState } from "react";
import { useWidth } from "@/components/charts/use-width";
import { useByteUnits } from "@/components/providers/preferences";
import { cx } from "@/components/ui";
import { useFilterTerms } from "@/components/view";
import type { Sankey } from "@/lib/api/contract";
import { formatExact, formatMeasure, formatMeasureExact, toNumber } from "@/lib/view";
import { type Band, STOP_WIDTH, type Stop, sankeyLayout } from "./sankey-layout";
import { stopName, stopTerms } from "./sankey-words";
import { useMarks } from "./use-marks";

export const SANKEY_HEIGHT = 460;

interface StopLabelProps {
  data: Sankey;
  stop: Stop;
  width: number;
  onPoint: (node: number | undefined) => void;
}

/** A stop's name and figure beside its bar; a click narrows the filter to it. */
function StopLabel({ data, stop, width, onPoint }: StopLabelProps) {
  const { add } = useFilterTerms();
  const units = useByteUnits();
  const node = data.nodes[stop.node];
  if (!node) return null;
  const right = node.column === "destination";
  const name = stopName(node);
  // A phone has room for the port without its service's name, and the column says what the others are.
  const [short = name] = name.split(" ");
  const terms = stopTerms(node);
  const middle = stop.top + stop.height / 2;
  return (
    <button
      type="button"
      disabled={terms.length === 0}
      title={`${terms.length === 0 ? "" : "Only "}${name}: ${formatMeasureExact(node.total, data.measure)}`}
      onClick={() => add(terms, "include")}
      onMouseEnter={() => onPoint(stop.node)}
      onMouseLeave={() => onPoint(undefined)}
      onFocus={() => onPoint(stop.node)}
      onBlur={() => onPoint(undefined)}
      className={cx(
        "figures absolute flex max-w-[46%] items-baseline gap-1.5 whitespace-nowrap rounded bg-surface/75 px-1 text-[11px] leading-3.5 enabled:hover:underline",
        node.other && "text-muted",
        // On a phone the three columns of words share the width.
        node.column === "service" ? "max-sm:max-w-[19%]" : "max-sm:max-w-[30%]",
      )}
      style={{
        top: Math.min(SANKEY_HEIGHT - 15, Math.max(0, middle - 7)),
        ...(right ? { right: width - stop.x + 3 } : { left: stop.x + STOP_WIDTH + 3 }),
      }}
    >
      <span className="truncate">
        {short}
        <span className="max-sm:hidden">{name.slice(short.length)}</span>
      </span>
      <span className="text-faint max-sm:hidden">{formatMeasure(node.total, data.measure, units)}</span>
    </button>
  );
}

interface BandPathProps {
  data: Sankey;
  band: Band;
  hatch: string;
  pointed: number | undefined;
}

function BandPath({ data, band, hatch, pointed }: BandPathProps) {
  const link = data.links[band.link];
  if (!link) return null;
  const refused = toNumber(link.flows) > 0 && toNumber(link.rejected) === toNumber(link.flows);
  const near = pointed === undefined || link.from === pointed || link.to === pointed;
  const [from, to] = [data.nodes[link.from], data.nodes[link.to]];
  return (
    <path
      d={band.path}
      fill={refused ? `url(#${hatch})` : "var(--accept)"}
      fillOpacity={near ? (refused ? 0.8 : 0.32) : 0.06}
      className="cursor-pointer hover:[fill-opacity:0.6]"
      data-mark={band.link}
    >
      <title>
        {`${from ? stopName(from) : ""} to ${to ? stopName(to) : ""}: ${formatMeasureExact(link.total, data.measure)}, ${formatExact(link.rejected)} of ${formatExact(link.flows)} flows rejected`}
      </title>
    </path>
  );
}

/** From whom, over which service, to whom: bands as wide as their traffic, hatched where all of it was rejected. */
export function SankeyFigure({ data }: { data: Sankey }) {
  const { add } = useFilterTerms();
  const hatch = useId();
  const [box, width] = useWidth<HTMLDivElement>();
  const [pointed, setPointed] = useState<number | undefined>(undefined);
  const { stops, bands } = useMemo(() => sankeyLayout(data, width, SANKEY_HEIGHT), [data, width]);
  const drawing = useRef<SVGSVGElement>(null);
  const pick = (mark: number) => {
    const link = data.links[mark];
    const ends = link ? [data.nodes[link.from], data.nodes[link.to]] : [];
    const terms = ends.flatMap((node) => (node ? stopTerms(node) : []));
    if (terms.length > 0) add(terms, "include");
  };
  useMarks(drawing, { pick, point: () => undefined }, width > 0);
  return (
    <div ref={box} className="relative" style={{ height: SANKEY_HEIGHT }}>
      {width > 0 ? (
        <>
          <svg ref={drawing} width={width} height={SANKEY_HEIGHT} aria-hidden="true" className="absolute inset-0">
            <defs>
              <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <rect width="5" height="5" fill="var(--reject)" />
                <rect width="1.6" height="5" fill="var(--hatch)" />
              </pattern>
            </defs>
            {bands.map((band) => (
              <BandPath key={band.link} data={data} band={band} hatch={hatch} pointed={pointed} />
            ))}
            {stops.map((stop) => (
              <rect
                key={stop.node}
                x={stop.x}
                y={stop.top}
                width={STOP_WIDTH}
                height={stop.height}
                rx={2}
                fill={data.nodes[stop.node]?.other ? "var(--unknown)" : "var(--accent-fill)"}
              />
            ))}
          </svg>
          {stops.map((stop) => (
            <StopLabel key={stop.node} data={data} stop={stop} width={width} onPoint={setPointed} />
          ))}
        </>
      ) : null}
    </div>
  );
}
