"use client";

import { Ellipsis, Minus, Plus, Server, SquareArrowOutUpRight } from "lucide-react";
import Link from "next/link";
import { keyLabel } from "@/components/charts/key-label";
import { ChangeMark } from "@/components/compare/change-mark";
import { type HostName, hostLabel, hostsOf, withHost } from "@/components/host/host-href";
import { HostIconLink } from "@/components/host/host-icon-link";
import { useByteUnits } from "@/components/providers/preferences";
import { Badge, buttonClass, cx, IconButton, Menu, MenuItem, Tooltip } from "@/components/ui";
import { WholeAddress } from "@/components/ui/whole-address";
import { useFilterTerms, useView } from "@/components/view";
import type { Compare } from "@/lib/api/contract/compare";
import type { Top, TopRow } from "@/lib/api/contract/top";
import {
  columnFormat,
  formatExact,
  formatMeasure,
  formatMeasureExact,
  formatShare,
  type Measure,
  toNumber,
} from "@/lib/view";
import { termsOf } from "./top-terms";

/** Two addresses side by side, broken between them and never within one. */
function RowName({ by, row }: { by: string; row: TopRow }) {
  if (by !== "pair" || !row.addrs) return <WholeAddress text={keyLabel(by, row.key)} />;
  const [a, b] = row.addrs;
  return (
    <>
      <WholeAddress text={a} /> <span className="text-faint">and</span> <WholeAddress text={b} />
    </>
  );
}

/** In proportion to the largest row; the rejected part is hatched. */
function Proportion({ row, measure, largest }: { row: TopRow; measure: Measure; largest: number }) {
  const percent = (value: number) => `${(100 * value) / Math.max(1, largest)}%`;
  const rejected = toNumber(row.reject[measure]);
  return (
    <span aria-hidden className="flex h-1 overflow-hidden rounded-[2px] bg-sunken">
      <span className="data-colour h-full bg-accept" style={{ width: percent(toNumber(row[measure]) - rejected) }} />
      <span className="hatch-reject h-full" style={{ width: percent(rejected) }} />
    </span>
  );
}

interface RowActionsProps {
  name: string;
  hosts: readonly HostName[];
  explore: string;
  onInclude: () => void;
  onExclude: () => void;
}

/** Include, exclude, open: on hover and focus. */
function RowActions({ name, hosts, explore, onInclude, onExclude }: RowActionsProps) {
  return (
    <span className="absolute top-0.5 right-0 flex rounded-control bg-surface opacity-0 focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:hidden">
      <IconButton size="small" label={`Only ${name}`} onClick={onInclude}>
        <Plus aria-hidden className="size-3.5" />
      </IconButton>
      <IconButton size="small" label={`Without ${name}`} onClick={onExclude}>
        <Minus aria-hidden className="size-3.5" />
      </IconButton>
      <Tooltip content={`Records of ${name}`}>
        <Link href={explore} aria-label={`Records of ${name}`} className={buttonClass("quiet", "icon-small")}>
          <SquareArrowOutUpRight aria-hidden className="size-3.5" />
        </Link>
      </Tooltip>
      {hosts.map((host) => (
        <HostIconLink key={hostLabel(host)} host={host} />
      ))}
    </span>
  );
}

/** The same in one button, where there is no pointer to hover with. */
function RowMenu({ name, hosts, explore, onInclude, onExclude }: RowActionsProps) {
  const { href } = useView();
  return (
    <span className="hidden shrink-0 pointer-coarse:block">
      <Menu
        align="end"
        trigger={
          <button
            type="button"
            aria-label={`Do with ${name}`}
            className={cx(buttonClass("quiet", "icon-small"), "-my-1")}
          >
            <Ellipsis aria-hidden className="size-4" />
          </button>
        }
      >
        <MenuItem icon={<Plus aria-hidden className="size-4" />} onSelect={onInclude}>{`Only ${name}`}</MenuItem>
        <MenuItem icon={<Minus aria-hidden className="size-4" />} onSelect={onExclude}>{`Without ${name}`}</MenuItem>
        <MenuItem icon={<SquareArrowOutUpRight aria-hidden className="size-4" />} href={explore}>
          Records
        </MenuItem>
        {hosts.map((host) => (
          <MenuItem
            key={hostLabel(host)}
            icon={<Server aria-hidden className="size-4" />}
            href={withHost(href("/host"), host)}
          >
            {`Host ${hostLabel(host)}`}
          </MenuItem>
        ))}
      </Menu>
    </span>
  );
}

interface TopRowsProps {
  top: Top;
  by: string;
  measure: Measure;
  /** The filter of the panel's own question, when it is narrower than the view's. */
  filter?: string;
  /** The same rows in the period before. */
  changes?: Compare;
}

/** Who was large in the period before, and has no record now. */
function Gone({ by, changes, measure }: { by: string; changes: Compare; measure: Measure }) {
  const units = useByteUnits();
  const gone = changes.gone.filter(({ before }) => toNumber(before) > 0);
  if (gone.length === 0) return null;
  return (
    <div className="mt-1.5 flex flex-wrap items-baseline gap-x-3 gap-y-0.5 border-t pt-1.5 text-label text-muted">
      <Badge>gone</Badge>
      {gone.map(({ key, before }) => (
        <span
          key={key ?? "-"}
          className="figures"
          title={`${formatMeasureExact(before, measure)} in the period before`}
        >
          {keyLabel(by, key)} <span className="text-faint">{formatMeasure(before, measure, units)}</span>
        </span>
      ))}
    </div>
  );
}

/** The rows of a top list: name, bar in proportion, figure, share. */
export function TopRows({ top, by, measure, filter, changes }: TopRowsProps) {
  const { href } = useView();
  // What is added narrows the panel's own question; what is taken away leaves the view's filter as wide as it is.
  const { add, textWith } = useFilterTerms(filter);
  const view = useFilterTerms();
  const units = useByteUnits();
  const largest = toNumber(top.rows[0]?.[measure] ?? 0);
  const format = columnFormat(largest, measure, units);
  const whole = top.total[measure];
  const others = top.other.groups === null ? null : toNumber(top.other.groups);
  const earlier = new Map(changes?.rows.map(({ key, before }) => [key, before]));
  return (
    <div>
      <ul>
        {top.rows.map((row) => {
          const terms = termsOf(by, row);
          const name = row.addrs?.join(" and ") ?? keyLabel(by, row.key);
          const actions: RowActionsProps = {
            name,
            hosts: hostsOf(by, row.key, row.addrs),
            explore: href("/explore", { filter: textWith(terms, "include") }),
            onInclude: () => add(terms, "include"),
            onExclude: () => view.add(terms, "exclude"),
          };
          return (
            <li key={row.key ?? "-"} className="group relative -mx-1.5 rounded px-1.5 pt-1 pb-1.5 hover:bg-hover">
              <div className="flex items-start gap-3">
                <div className="relative min-w-0 grow">
                  <button
                    type="button"
                    onClick={() => add(terms, "include")}
                    title={`Only ${name}`}
                    className="figures text-left text-data hover:underline"
                  >
                    <RowName by={by} row={row} />
                  </button>
                  <RowActions {...actions} />
                </div>
                {changes ? (
                  <ChangeMark
                    now={row[measure]}
                    before={earlier.get(row.key)}
                    title={`${formatMeasureExact(earlier.get(row.key) ?? 0, measure)} in the period before`}
                    className="shrink-0 leading-5"
                  />
                ) : null}
                <span
                  className="figures min-w-16 shrink-0 text-right text-data"
                  title={`${formatMeasureExact(row[measure], measure)}, ${formatExact(row.reject.flows)} of ${formatExact(row.flows)} flows rejected`}
                >
                  {format.figure(row[measure])}
                  {format.unit ? <span className="text-faint"> {format.unit}</span> : null}
                </span>
                <span
                  className={cx("figures w-14 shrink-0 text-right text-data text-muted", changes && "max-sm:hidden")}
                >
                  {formatShare(row[measure], whole)}
                </span>
                <RowMenu {...actions} />
              </div>
              <Proportion row={row} measure={measure} largest={largest} />
            </li>
          );
        })}
      </ul>
      {others !== 0 ? (
        <p className="mt-1.5 flex justify-between text-faint text-label">
          <span>and {others === null ? null : <span className="figures">{formatExact(others)}</span>} more</span>
          <span className="figures">{by === "addr" ? null : formatShare(top.other[measure], whole)}</span>
        </p>
      ) : null}
      {changes ? <Gone by={by} changes={changes} measure={measure} /> : null}
    </div>
  );
}
