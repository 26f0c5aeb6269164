import type { Import } from "@/lib/api/contract";
import { formatExact } from "@/lib/view";

/** The first lines of an import that could not be read, each with its number, text and reason. */
export function UnparsedLines({ one }: { one: Pick<Import, "unparsed" | "unparsed_samples"> }) {
  const samples = one.unparsed_samples;
  return (
    <div>
      <div className="rounded-control border">
        <table aria-label="Unparsed lines" className="w-full table-fixed text-left text-data">
          <thead className="text-faint text-label">
            <tr>
              <th scope="col" className="w-16 px-2 py-1 text-right font-normal">
                Line
              </th>
              <th scope="col" className="px-2 py-1 font-normal">
                Reason
              </th>
              <th scope="col" className="px-2 py-1 font-normal">
                Text
              </th>
            </tr>
          </thead>
          <tbody>
            {samples.map((sample) => (
              <tr key={String(sample.line)} className="border-t align-top">
                <td className="figures px-2 py-1 text-right text-muted">{formatExact(sample.line)}</td>
                <td className="w-2/5 px-2 py-1">{sample.reason}</td>
                <td className="figures wrap-anywhere px-2 py-1 text-muted">{sample.text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {Number(one.unparsed) > samples.length ? (
        <p className="mt-1 text-label text-muted">
          The first {samples.length} of {formatExact(one.unparsed)}.
        </p>
      ) : null}
    </div>
  );
}
