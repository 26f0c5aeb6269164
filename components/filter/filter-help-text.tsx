import { Kbd } from "@/components/ui";
import { HELP_TOPICS } from "./help-topics";

/** What the help says; loaded when it is first opened. */
export default function FilterHelpText({ onInsert }: { onInsert(filter: string): void }) {
  return (
    <>
      {HELP_TOPICS.map(({ title, examples }) => (
        <section key={title} className="mb-3">
          <h3 className="mb-1 text-label text-muted">{title}</h3>
          <ul>
            {examples.map(({ filter, finds }) => (
              <li key={filter}>
                <button
                  type="button"
                  onClick={() => onInsert(filter)}
                  className="flex w-full flex-wrap items-baseline justify-between gap-x-3 rounded-control px-2 py-0.5 text-left hover:bg-hover"
                >
                  <code className="text-data text-text">{filter}</code>
                  <span className="text-label text-muted">{finds}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <p className="border-t pt-2 text-label text-muted">
        Every field of a record can be named. Values with spaces go in double quotes. <Kbd keys="Tab" /> completes,{" "}
        <Kbd keys="Enter" /> applies, <Kbd keys="Esc" /> leaves.
      </p>
    </>
  );
}
