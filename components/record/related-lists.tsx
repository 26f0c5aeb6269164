"use client";

import Link from "next/link";
import { type ReactNode, useState } from "react";
import { Button, cx } from "@/components/ui";
import { useView } from "@/components/view";
import type { Related, RelatedClient, RelatedService } from "@/lib/api/contract";
import { sayPort, sayProtocol } from "@/lib/record";
import { formatBytes, formatExact } from "@/lib/view";
import { attemptFilter, destinationFilter, serviceFilter, sourceFilter } from "./drill";
import { Section } from "./section";

/** Rows shown before "Show all". */
const FEW = 8;

const portText = (service: RelatedService): string =>
  service.port === null
    ? sayProtocol(service.protocol ?? undefined)
    : sayPort(service.port, service.protocol ?? undefined);

/** What else the client reached for. */
export function TriedServices({ related }: { related: Related }) {
  const { tried, client } = related;
  const { href } = useView();
  if (!client) return null;
  return (
    <RelatedSection
      title={
        <>
          What else <span className="figures">{client}</span> tried
        </>
      }
      all={href("/explore", { filter: sourceFilter(client) })}
      empty="Nothing else in this range."
      rows={tried.rows}
      total={Number(tried.total)}
      head={["Destination", "Port"]}
      cells={(row) => [row.addr, portText(row)]}
      hrefOf={(row) => href("/explore", { filter: attemptFilter(client, row.addr, row.port, row.protocol) })}
      keyOf={(row) => `${row.addr} ${row.port} ${row.protocol}`}
    />
  );
}

/** Who else reached for the same port of the server. */
export function OtherClients({ related }: { related: Related }) {
  const { clients, server, port, protocol } = related;
  const { href } = useView();
  if (!server) return null;
  const place = port === null ? sayProtocol(protocol ?? undefined) : sayPort(port, protocol ?? undefined);
  return (
    <RelatedSection
      title={
        <>
          Who else reaches <span className="figures">{server}</span> on <span className="figures">{place}</span>
        </>
      }
      all={href("/explore", { filter: serviceFilter(server, port, protocol) })}
      empty="Nobody else in this range."
      rows={clients.rows}
      total={Number(clients.total)}
      head={["Source"]}
      cells={(row) => [row.addr]}
      hrefOf={(row) => href("/explore", { filter: attemptFilter(row.addr, server, port, protocol) })}
      keyOf={(row) => row.addr}
    />
  );
}

/** The server's other ports, and what came to them. */
export function OtherServices({ related }: { related: Related }) {
  const { services, server } = related;
  const { href } = useView();
  if (!server) return null;
  return (
    <RelatedSection
      title={
        <>
          Other traffic to <span className="figures">{server}</span>
        </>
      }
      all={href("/explore", { filter: destinationFilter(server) })}
      empty="No other port was reached for in this range."
      rows={services.rows}
      total={Number(services.total)}
      head={["Port", "Sources"]}
      cells={(row) => [portText(row), formatExact(row.clients)]}
      hrefOf={(row) => href("/explore", { filter: serviceFilter(server, row.port, row.protocol) })}
      keyOf={(row) => `${row.port} ${row.protocol}`}
    />
  );
}

interface RelatedSectionProps<Row extends RelatedClient> {
  title: ReactNode;
  /** Link to all records of the section. */
  all: string;
  empty: string;
  rows: readonly Row[];
  total: number;
  head: readonly string[];
  cells: (row: Row) => readonly string[];
  hrefOf: (row: Row) => string;
  keyOf: (row: Row) => string;
}

function RelatedSection<Row extends RelatedClient>(props: RelatedSectionProps<Row>) {
  const { title, all, empty, rows, total, head, cells, hrefOf, keyOf } = props;
  const [open, setOpen] = useState(false);
  const shown = open ? rows : rows.slice(0, FEW);
  return (
    <Section
      title={title}
      note={
        rows.length > 0 ? (
          <Link href={all} className="text-accent hover:underline">
            Explore
          </Link>
        ) : undefined
      }
    >
      {rows.length === 0 ? (
        <p className="text-data text-muted">{empty}</p>
      ) : (
        <>
          <table className="w-full text-left text-data">
            <thead className="text-faint text-label">
              <tr>
                {head.map((name, index) => (
                  <th
                    key={name}
                    scope="col"
                    className={index === 0 ? "py-1 pr-2 font-normal" : "px-2 py-1 font-normal"}
                  >
                    {name}
                  </th>
                ))}
                <th scope="col" className="px-2 py-1 text-right font-normal">
                  Accepted
                </th>
                <th scope="col" className="px-2 py-1 text-right font-normal">
                  Rejected
                </th>
                <th scope="col" className="py-1 pl-2 text-right font-normal max-sm:hidden">
                  Bytes
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <RelatedRow key={keyOf(row)} row={row} cells={cells(row)} href={hrefOf(row)} />
              ))}
            </tbody>
          </table>
          {rows.length > FEW ? (
            <Button size="small" variant="quiet" className="mt-1" onClick={() => setOpen(!open)}>
              {open
                ? "Show fewer"
                : `Show ${total > rows.length ? `${rows.length} of ${formatExact(total)}` : `all ${rows.length}`}`}
            </Button>
          ) : null}
        </>
      )}
    </Section>
  );
}

function RelatedRow({ row, cells, href }: { row: RelatedClient; cells: readonly string[]; href: string }) {
  const [first, second] = cells;
  const rejected = Number(row.reject);
  return (
    <tr className="border-t hover:bg-hover">
      <th scope="row" className="py-1 pr-2 text-left font-normal">
        {/* Only IPv6 may be broken: a line holds every IPv4 address. */}
        <Link
          href={href}
          className={cx("figures hover:underline", first?.includes(":") ? "wrap-anywhere" : "whitespace-nowrap")}
        >
          {first}
        </Link>
      </th>
      {second === undefined ? null : <td className="figures px-2 py-1 text-muted">{second}</td>}
      <td className="figures px-2 py-1 text-right">{Number(row.accept) === 0 ? "" : formatExact(row.accept)}</td>
      <td className="figures px-2 py-1 text-right">
        {rejected === 0 ? null : (
          <span className="inline-flex items-center gap-1.5 text-reject-text">
            <span aria-hidden className="hatch-reject size-2 rounded-[2px]" />
            {formatExact(row.reject)}
          </span>
        )}
      </td>
      <td
        className="figures whitespace-nowrap py-1 pl-2 text-right text-muted max-sm:hidden"
        title={`${formatExact(row.bytes)} bytes`}
      >
        {formatBytes(row.bytes)}
      </td>
    </tr>
  );
}
