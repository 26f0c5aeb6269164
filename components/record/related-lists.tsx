"use client";

import Link from "next/link";
import { type ReactNode, useState } from "react";
import { keyLabel } from "@/components/charts/key-label";
import { Button, cx } from "@/components/ui";
import { WholeAddress } from "@/components/ui/whole-address";
import { useView } from "@/components/view";
import type { Related, RelatedClient, RelatedService } from "@/lib/api/contract";
import { serviceKey } from "@/lib/flow/service";
import { sayPort, sayProtocol } from "@/lib/record";
import { formatBytes, formatExact } from "@/lib/view";
import { attemptFilter, destinationFilter, serviceFilter, sourceFilter } from "./drill";
import { Section } from "./section";

/** The column after the name that holds figures, and not words. */
const COUNT = "Sources";

/** Rows shown before "Show all". */
const FEW = 8;

const portText = ({ port, protocol }: RelatedService): string =>
  port === null || protocol === null
    ? sayProtocol(protocol ?? undefined)
    : keyLabel("service", serviceKey(port, protocol));

/** An address in a heading. */
function Address({ of }: { of: string }) {
  return (
    <span className="figures">
      <WholeAddress text={of} />
    </span>
  );
}

/** What else the client reached for. */
export function TriedServices({ related }: { related: Related }) {
  const { tried, client } = related;
  const { href } = useView();
  if (!client) return null;
  return (
    <RelatedSection
      title={
        <>
          What else <Address of={client} /> tried
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
          Who else reaches <Address of={server} /> on <span className="figures">{place}</span>
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
          Other traffic to <Address of={server} />
        </>
      }
      all={href("/explore", { filter: destinationFilter(server) })}
      empty="No other port was reached for in this range."
      rows={services.rows}
      total={Number(services.total)}
      head={["Port", COUNT]}
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
                    className={cx("py-1 font-normal", index === 0 ? "pr-2" : "px-2", name === COUNT && "text-right")}
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
                <RelatedRow
                  key={keyOf(row)}
                  row={row}
                  cells={cells(row)}
                  counted={head[1] === COUNT}
                  href={hrefOf(row)}
                />
              ))}
            </tbody>
          </table>
          {rows.length > FEW ? (
            <Button size="small" variant="quiet" className="mt-1 -ml-2" onClick={() => setOpen(!open)}>
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

interface RelatedRowProps {
  row: RelatedClient;
  cells: readonly string[];
  /** True when the second cell is a figure. */
  counted: boolean;
  href: string;
}

function RelatedRow({ row, cells, counted, href }: RelatedRowProps) {
  const [first, second] = cells;
  const rejected = Number(row.reject);
  return (
    <tr className="border-t hover:bg-hover">
      <th scope="row" className="py-1 pr-2 text-left font-normal">
        <Link href={href} className="figures hover:underline">
          <WholeAddress text={first ?? ""} />
        </Link>
      </th>
      {second === undefined ? null : (
        <td className={cx("figures whitespace-nowrap px-2 py-1 text-muted", counted && "text-right")}>{second}</td>
      )}
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
