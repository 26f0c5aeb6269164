import type { Verdict } from "@/lib/api/contract";
import { CopyCommand } from "./copy-command";
import { Prose } from "./prose";

/** What to do, in order, with the command where there is one. */
export function NextSteps({ steps }: { steps: Verdict["steps"] }) {
  return (
    <ol className="space-y-2.5">
      {steps.map(({ text, command }) => (
        <li key={text + command} className="text-data leading-5">
          <Prose text={text} />
          {/[.:]$/.test(text) ? "" : command ? ":" : "."}
          {command ? <CopyCommand command={command} /> : null}
        </li>
      ))}
    </ol>
  );
}
