import type { ReactNode } from "react";
import { cx, Skeleton } from "@/components/ui";
import { type Count, formatExact } from "@/lib/view";

/** A count of rejected records with its hatching; nothing when there is none. */
export function RejectedCount({ count }: { count: Count }) {
  if (Number(count) === 0) return null;
  return (
    <span className="inline-flex items-center gap-1.5 text-reject-text">
      <span aria-hidden className="hatch-reject size-2 rounded-[2px]" />
      {formatExact(count)}
    </span>
  );
}

interface ListTableProps {
  /** Names of the columns; all but the first are figures. */
  head: readonly string[];
  rows: readonly { readonly key: string; readonly name: ReactNode; readonly cells: readonly ReactNode[] }[];
  /** How many there are in all. */
  total: number;
  empty: string;
  /** The last column holds words, which begin at its left. */
  wordsLast?: boolean;
}

/** A short list: a name and figures beside it. The last column gives way on a phone. */
export function ListTable({ head, rows, total, empty, wordsLast = false }: ListTableProps) {
  if (rows.length === 0) return <p className="py-6 text-center text-data text-muted">{empty}</p>;
  const side = (at: number, count: number) =>
    wordsLast && at === count - 1 ? "pl-6 text-left" : "whitespace-nowrap pl-3 text-right";
  const edge = (at: number, count: number) => cx(at === count - 1 && count > 2 && "max-sm:hidden");
  return (
    <>
      <table className="w-full text-data">
        <thead className="text-faint text-label">
          <tr>
            {head.map((name, at) => (
              <th
                key={name}
                scope="col"
                className={cx(
                  "py-1 font-normal",
                  at === 0 ? "pr-2 text-left" : side(at - 1, head.length - 1),
                  at > 0 && edge(at - 1, head.length - 1),
                )}
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, cells }) => (
            <tr key={key} className="border-t hover:bg-hover">
              <th scope="row" className="py-1 pr-2 text-left align-top font-normal">
                {name}
              </th>
              {cells.map((cell, at) => (
                <td
                  key={head[at + 1]}
                  className={cx("figures py-1 align-top text-muted", side(at, cells.length), edge(at, cells.length))}
                >
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {total > rows.length ? (
        <p className="mt-1.5 text-faint text-label">
          and <span className="figures">{formatExact(total - rows.length)}</span> more
        </p>
      ) : null}
    </>
  );
}

const HEAD_HEIGHT = 24;
const ROW_HEIGHT = 29;
const BARS = 6;

/** What stands in place of a list while it loads. @param rows the most that the list can have: it takes their height. */
export function WaitingRows({ rows }: { rows: number }) {
  return (
    <div className="flex flex-col gap-3 pt-2" style={{ height: HEAD_HEIGHT + rows * ROW_HEIGHT }}>
      {Array.from({ length: Math.min(rows, BARS) }, (_, row) => `row-${row}`).map((key, at) => (
        <Skeleton key={key} className="h-4" style={{ width: `${94 - at * 9}%` }} />
      ))}
    </div>
  );
}
