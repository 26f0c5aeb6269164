import { ActionBadge, Badge } from "@/components/ui";
import type { FlowRecord } from "@/lib/api/contract";
import type { Field } from "@/lib/flow";
import { flagNames } from "@/lib/flow/flags";
import { serviceName } from "@/lib/flow/ports";
import { protocolName } from "@/lib/flow/protocols";
import { type ByteUnits, formatBytes, formatClock, formatDate, formatExact, formatTime, formatZone } from "@/lib/view";

interface CellValueProps {
  record: FlowRecord;
  field: Field;
  zone: string;
  units: ByteUnits;
  /** Show the date beside the time. */
  dated: boolean;
}

const ABSENT = <span className="text-faint">-</span>;

/** The value of one field as the table shows it: named, in units, in the view's zone; the exact value is in the title. */
export function CellValue({ record, field, zone, units, dated }: CellValueProps) {
  const value = record[field.column] ?? null;
  if (field.column === "action" && value === null) return <StatusInstead status={record.log_status} />;
  if (field.column === "log_status" && value !== null && value !== "OK")
    return <StatusInstead status={String(value)} />;
  if (value === null || value === "") return ABSENT;
  if (field.column === "action") return <ActionBadge action={String(value)} />;
  const number = Number(value);
  switch (field.kind) {
    case "time":
      return (
        <span title={`${formatTime(number, zone)} ${formatZone(zone, number)}`}>
          {dated ? <span className="text-muted">{formatDate(number, zone)} </span> : null}
          {formatClock(number, zone)}
        </span>
      );
    case "port": {
      const name = serviceName(number, record.protocol ?? undefined);
      return (
        <span title={name ? `${number} (${name})` : undefined} className="flex justify-end gap-[1ch]">
          {name ? <span className="min-w-0 truncate text-muted">{name}</span> : null}
          <span className="shrink-0">{value}</span>
        </span>
      );
    }
    case "protocol": {
      const name = protocolName(number);
      return name === String(value) ? (
        String(value)
      ) : (
        <span title={`${name}, protocol number ${number}`}>
          {name} <span className="text-faint">{value}</span>
        </span>
      );
    }
    case "flags": {
      const names = flagNames(number).map((name) => name.toUpperCase());
      return <span title={`${number}`}>{names.length > 0 ? names.join(" ") : number}</span>;
    }
    case "number":
      return <NumberValue field={field} value={value} units={units} />;
    default:
      return <span title={String(value)}>{value}</span>;
  }
}

function NumberValue({ field, value, units }: { field: Field; value: string | number; units: ByteUnits }) {
  if (field.column === "bytes") {
    const [figure, unit] = formatBytes(value, units).split("\u00a0");
    return (
      <span title={`${formatExact(value)} bytes`}>
        {figure}
        {/* As wide for every unit, so that the figures of a column stand under each other. */}
        <span className="inline-block w-[3.5ch] text-left text-muted">&nbsp;{unit}</span>
      </span>
    );
  }
  const meaning = field.values?.find(([known]) => known === String(value))?.[1];
  return <span title={meaning}>{field.values || field.column === "version" ? value : formatExact(value)}</span>;
}

/** What stands where a record without traffic has no action. */
function StatusInstead({ status }: { status: string | null }) {
  if (status === "SKIPDATA") return <Badge tone="warning">SKIPDATA</Badge>;
  if (status === "NODATA") return <Badge>NODATA</Badge>;
  return ABSENT;
}
