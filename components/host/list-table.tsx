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
}

/** A short list: a name and figures beside it. The last column gives way on a phone. */
export function ListTable({ head, rows, total, empty }: ListTableProps) {
  if (rows.length === 0) return <p className="py-6 text-center text-data text-muted">{empty}</p>;
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
                  at === 0 ? "pr-2 text-left" : "pl-3 text-right",
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
              <th scope="row" className="py-1 pr-2 text-left font-normal">
                {name}
              </th>
              {cells.map((cell, at) => (
                <td
                  key={head[at + 1]}
                  className={cx("figures whitespace-nowrap py-1 pl-3 text-right text-muted", edge(at, cells.length))}
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

const WAITING = Array.from({ length: 6 }, (_, row) => `row-${row}`);

/** What stands in place of a list while it loads. */
export function WaitingRows() {
  return (
    <div className="flex flex-col gap-3 pt-2">
      {WAITING.map((key, at) => (
        <Skeleton key={key} className="h-4" style={{ width: `${94 - at * 9}%` }} />
      ))}
    </div>
  );
}
