import { ChangeMark } from "@/components/compare/change-mark";
import { Skeleton } from "@/components/ui";
import type { Rejections } from "@/lib/api/contract";
import { type Count, formatExact, formatShare } from "@/lib/view";

interface TileProps {
  label: string;
  value: Count | undefined;
  /** True when there will be no value. */
  failed: boolean;
  before?: Count | null;
  note?: string;
}

function Tile({ label, value, failed, before, note }: TileProps) {
  return (
    <div className="min-w-0 bg-surface px-3 py-2">
      <dt className="text-label text-muted">{label}</dt>
      <dd className="flex h-7 items-baseline gap-2">
        {value === undefined && failed ? (
          <span className="text-faint">not known</span>
        ) : value === undefined ? (
          <Skeleton className="mt-1 h-5 w-16 self-start" />
        ) : (
          <>
            <span className="figures font-medium text-[20px] leading-7 tracking-tight">{formatExact(value)}</span>
            <ChangeMark now={value} before={before} />
            {note ? <span className="figures truncate text-faint text-label">{note}</span> : null}
          </>
        )}
      </dd>
    </div>
  );
}

/** The sums of everything that was rejected, noise included. */
export function RejectionTotals({ data, failed }: { data: Rejections | undefined; failed: boolean }) {
  return (
    <dl
      aria-label="Totals of what was rejected"
      className="hairline-panel grid grid-cols-2 gap-px overflow-hidden bg-line sm:grid-cols-3 xl:grid-cols-6"
    >
      <Tile failed={failed} label="Rejected flows" value={data?.total.flows} before={data?.total.before} />
      <Tile failed={failed} label="Attempts" value={data?.total.attempts} />
      <Tile failed={failed} label="Sources" value={data?.total.sources} />
      <Tile failed={failed} label="Destinations" value={data?.total.destinations} />
      <Tile failed={failed} label="Server ports" value={data?.total.services} />
      <Tile
        failed={failed}
        label="Background noise"
        value={data?.noise.flows}
        before={data?.noise.before}
        note={data && formatShare(data.noise.flows, data.total.flows)}
      />
    </dl>
  );
}
