"use client";

import { Dialog, Kbd } from "@/components/ui";
import { useShell } from "./shell-context";
import { SHORTCUTS } from "./shortcuts";

/** The list of keys. */
export function HelpDialog() {
  const { overlay, open } = useShell();
  return (
    <Dialog
      open={overlay === "help"}
      onClose={() => open(null)}
      title="Keys"
      description="None of them works while you type."
    >
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-6 gap-y-1.5 text-data">
        {SHORTCUTS.map(({ keys, does }) => (
          <div key={keys} className="contents">
            <dt className="justify-self-end">
              <Kbd keys={keys} />
            </dt>
            <dd className="text-muted">{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
