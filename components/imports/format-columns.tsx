"use client";

import { cx, Select } from "@/components/ui";
import { FIELDS } from "@/lib/flow";

const VERSIONS = [...new Set(FIELDS.map((field) => field.version))].sort((a, b) => a - b);

interface FormatColumnsProps {
  /** Sample lines, split; all rows are equally long. */
  rows: readonly (readonly string[])[];
  /** The field of each column; "" is not chosen yet. */
  fields: readonly string[];
  onChange: (index: number, field: string) => void;
}

/** Sample lines as a table, with the choice of a field over each column. */
export function FormatColumns({ rows, fields, onChange }: FormatColumnsProps) {
  const used = new Map(fields.map((name, index) => [name, index]));
  const groupsFor = (column: number) => [
    { options: [{ value: "", label: "Choose a field" }] },
    ...VERSIONS.map((version) => ({
      name: version === 6 ? "Transit Gateway" : `Version ${version}`,
      options: FIELDS.filter((field) => field.version === version).map((field) => {
        const at = used.get(field.name);
        return {
          value: field.name,
          label: field.name,
          ...(at !== undefined && at !== column ? { detail: `column ${at + 1}` } : {}),
        };
      }),
    })),
  ];
  // A column and a line are their places: fields move between columns, columns never move.
  const columns = fields.map((name, index) => ({ name, place: index + 1 }));
  const lines = rows.map((tokens, index) => ({ tokens, place: index + 1 }));
  return (
    <section className="overflow-x-auto rounded-control border" aria-label="Sample lines by column">
      <table className="w-max min-w-full text-left">
        <thead>
          <tr>
            {columns.map(({ name, place }) => {
              const wrong = name === "" || fields.indexOf(name) !== fields.lastIndexOf(name);
              return (
                <th key={place} scope="col" className="border-b border-l px-1.5 py-1.5 font-normal first:border-l-0">
                  <Select
                    label={`Field of column ${place}`}
                    value={name}
                    groups={groupsFor(place - 1)}
                    onChange={(field) => onChange(place - 1, field)}
                    className={cx("w-full justify-between", wrong && "border-danger!")}
                  />
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.place} className="border-t first:border-t-0">
              {columns.map(({ place }) => (
                <td
                  key={place}
                  className="figures whitespace-nowrap border-l px-2 py-1 text-data text-muted first:border-l-0"
                >
                  {line.tokens[place - 1]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
