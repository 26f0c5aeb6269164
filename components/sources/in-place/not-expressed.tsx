import type { Insights } from "@/lib/api/contract";

/** What of the filter Logs Insights cannot be asked. It was left out, so more may be counted. */
export function NotExpressed({ parts }: { parts: Insights["not_expressed"] }) {
  if (parts.length === 0) return null;
  return (
    <section aria-labelledby="not-expressed" className="rounded-panel border bg-warning-soft px-3 py-2.5 text-data">
      <h3 id="not-expressed" className="font-medium text-warning">
        {parts.length === 1 ? "A part of the filter was" : `${parts.length} parts of the filter were`} left out, so the
        figures may count more than the filter would
      </h3>
      <ul className="mt-1.5 space-y-1">
        {parts.map(({ part, reason }) => (
          <li key={part} className="flex flex-wrap gap-x-3">
            <code className="figures wrap-anywhere">{part}</code>
            <span>{reason}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
