"use client";

import { useEffect, useState } from "react";
import { InputHead } from "@/components/ui/input-row";
import type { Import } from "@/lib/api/contract";
import { FormatDialog } from "./format-dialog";
import { ImportRow } from "./import-row";
import { RemoveDialog } from "./remove-dialog";

/** Rows shown at first, and added with each press of "Show more". */
const PAGE = 100;

const nowSeconds = (): number => Math.floor(Date.now() / 1000);

/** The present in epoch seconds, read again every half minute. */
function useNow(): number {
  const [now, setNow] = useState(nowSeconds);
  useEffect(() => {
    const timer = setInterval(() => setNow(nowSeconds()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** The list of imports with what can be done about each. */
export function ImportList({ imports }: { imports: readonly Import[] }) {
  const now = useNow();
  const [shown, setShown] = useState(PAGE);
  const [removing, setRemoving] = useState<Import | undefined>(undefined);
  const [format, setFormat] = useState<Import | undefined>(undefined);
  const names = new Map(imports.map((one) => [one.id, one.name]));
  return (
    <>
      <InputHead name="File" size="Size" time="Imported" />
      <ul>
        {imports.slice(0, shown).map((one) => (
          <ImportRow
            key={one.id}
            one={one}
            now={Math.max(now, one.created_at)}
            nameOf={(id) => names.get(id)}
            onRemove={() => setRemoving(one)}
            onFormat={() => setFormat(one)}
          />
        ))}
      </ul>
      {imports.length > shown ? (
        <button
          type="button"
          className="w-full border-t px-3 py-2 text-data text-muted hover:bg-hover"
          onClick={() => setShown(shown + PAGE)}
        >
          Show {Math.min(PAGE, imports.length - shown)} more of {imports.length}
        </button>
      ) : null}
      <RemoveDialog target={removing} onClose={() => setRemoving(undefined)} />
      {format ? <FormatDialog key={format.id} one={format} onClose={() => setFormat(undefined)} /> : null}
    </>
  );
}
