"use client";

import { ChevronRight, Search } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useId } from "react";
import { formatBytes, formatExact } from "@/lib/view";
import { buttonClass } from "./button";
import { cx } from "./classes";
import { IconButton } from "./icon-button";

const COLUMNS = "md:grid-cols-[1.75rem_minmax(0,1fr)_6rem_7rem_5rem_6rem_6rem] md:gap-x-4";

/** The names of the columns of a list of InputRow. For the eye: each row says what its figures are. */
export function InputHead({ name, size, time }: { name: string; size: string; time: string }) {
  return (
    <div aria-hidden className={cx("hidden border-b px-2 py-1.5 text-faint text-label md:grid", COLUMNS)}>
      <span />
      <span>{name}</span>
      <span>State</span>
      <span className="text-right">Records</span>
      <span className="text-right">{size}</span>
      <span className="text-right">{time}</span>
      <span />
    </div>
  );
}

interface InputRowProps {
  /** What it is called, in full. */
  name: string;
  /** The name as it is shown. */
  title: ReactNode;
  /** A line below the name. */
  note: ReactNode;
  badge: ReactNode;
  records: number;
  bytes: number | string;
  time: ReactNode;
  /** The page of its records; absent when there are none to see. */
  explore: string | undefined;
  /** Buttons at the end of the row. */
  actions: ReactNode;
  /** What should be known without opening it. */
  children: ReactNode;
  details: ReactNode;
  open: boolean;
  onToggle: () => void;
}

/** One thing that records come from, a file or a source: what it is, how far it is, and its details on demand. */
export function InputRow(props: InputRowProps) {
  const { name, title, note, badge, records, bytes, time, explore, actions, children, details } = props;
  const { open, onToggle } = props;
  const id = useId();
  return (
    <>
      <div className={cx("grid grid-cols-[auto_1fr_auto] items-center gap-x-2 px-2 py-2", COLUMNS)}>
        <IconButton
          label={open ? `Hide the details of ${name}` : `Show the details of ${name}`}
          size="small"
          aria-expanded={open}
          aria-controls={id}
          onClick={onToggle}
        >
          <ChevronRight aria-hidden className={cx("size-4 transition-transform duration-100", open && "rotate-90")} />
        </IconButton>
        <div className="min-w-0">
          {title}
          <p className="text-label text-muted wrap-anywhere">{note}</p>
        </div>
        <div className="justify-self-end md:justify-self-start">{badge}</div>
        <p className="col-start-2 text-data md:col-auto md:text-right">
          <span className="figures">{formatExact(records)}</span>
          <span className="text-label text-muted md:hidden"> {records === 1 ? "record" : "records"}</span>
        </p>
        <p className="figures hidden text-right text-data text-muted md:block" title={`${formatExact(bytes)} bytes`}>
          {formatBytes(bytes)}
        </p>
        <div className="hidden text-right text-label text-muted md:block">{time}</div>
        <div className="flex justify-end gap-1">
          {explore ? (
            <Link
              href={explore}
              aria-label={`Explore the records of ${name}`}
              title="Explore its records"
              className={buttonClass("quiet", "icon-small")}
            >
              <Search aria-hidden className="size-4" />
            </Link>
          ) : null}
          {actions}
        </div>
      </div>
      {children}
      <div id={id} hidden={!open} className="border-t bg-sunken/60 px-3 py-3 md:pl-13">
        {open ? details : null}
      </div>
    </>
  );
}
