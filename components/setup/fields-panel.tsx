"use client";

import { cx, FieldName, Panel, SegmentedControl } from "@/components/ui";
import { field } from "@/lib/flow";
import {
  bytesOfRecord,
  defaultFields,
  type FieldChoice,
  fieldNames,
  fieldsFor,
  type Gain,
  gainsOf,
  isOfTransitGateway,
  lossesOf,
  recommendedFields,
  type Scope,
} from "@/lib/setup";
import { controlId, errorOf, type FormProps } from "./form-props";

function toggled(names: readonly string[], name: string): readonly string[] {
  return names.includes(name) ? names.filter((other) => other !== name) : [...names, name];
}

/** The fields of a scope by the version that brought them. */
function byVersion(scope: Scope): readonly (readonly [title: string, names: readonly string[]])[] {
  const names = fieldsFor(scope);
  if (isOfTransitGateway(scope)) return [["Transit gateway, version 6", names]];
  const versions = [...new Set(names.map((name) => field(name).version))].sort((a, b) => a - b);
  return versions.map((version) => [
    version === 2 ? "Version 2, the default" : `Version ${version}`,
    names.filter((name) => field(name).version === version),
  ]);
}

function FieldRow({ name, checked, onToggle }: { name: string; checked: boolean; onToggle: () => void }) {
  const gains = gainsOf(name);
  const recommended = recommendedFields("vpc").includes(name);
  return (
    <tr className="border-t align-top">
      <td className="py-1.5 pr-2 pl-3">
        <input
          type="checkbox"
          aria-label={name}
          checked={checked}
          onChange={onToggle}
          className="size-4 translate-y-0.5 cursor-pointer accent-(--accent-fill)"
        />
      </td>
      <th scope="row" className="py-1.5 pr-4 text-left font-normal">
        <FieldName name={name} className={cx("figures text-data", checked ? "text-text" : "text-muted")}>
          {name}
        </FieldName>
      </th>
      <td className="py-1.5 pr-3 text-data text-muted">
        {gains.length === 0 ? (
          <span>{recommended ? "part of every record" : "can be shown, filtered and grouped by"}</span>
        ) : (
          <ul>
            {gains.map(({ place, gain }) => (
              <li key={`${place} ${gain}`}>
                <span className={checked ? "text-text" : undefined}>{place}:</span> {gain}
              </li>
            ))}
          </ul>
        )}
      </td>
    </tr>
  );
}

/** What the pages do without, page by page. */
function Losses({ losses }: { losses: readonly Gain[] }) {
  const pages = [...new Set(losses.map(({ place }) => place))];
  return (
    <div className="border-t px-3 py-2 text-data">
      <p className="text-warning">With these fields, pages go without:</p>
      <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5">
        {pages.map((page) => (
          <div key={page} className="contents">
            <dt>{page}</dt>
            <dd className="text-muted">
              {losses
                .filter(({ place }) => place === page)
                .map(({ gain }) => gain)
                .join("; ")}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** Which fields each record has, and what each page makes of each. */
export function FieldsPanel({ choice, problems, change }: FormProps) {
  const { scope, fields } = choice;
  const names = fieldNames(choice);
  const chosen = new Set(names);
  const bytes = bytesOfRecord(names);
  const times = bytes / bytesOfRecord(defaultFields(scope));
  const losses = lossesOf(names, recommendedFields(scope));
  const toKind = (kind: FieldChoice["kind"]) => change({ fields: kind === "own" ? { kind, names } : { kind } });
  const error = errorOf(problems, "fields");
  return (
    <Panel
      title="Fields of each record"
      bodyClassName="px-0! pb-0!"
      tools={
        <SegmentedControl
          label="Fields"
          value={fields.kind}
          options={[
            { value: "default", label: `Default, ${defaultFields(scope).length}` },
            { value: "recommended", label: `Recommended, ${recommendedFields(scope).length}` },
            { value: "own", label: "Own" },
          ]}
          onChange={toKind}
        />
      }
    >
      <p id={controlId("fields")} tabIndex={-1} className="border-t px-3 py-2 text-data text-muted">
        {error ? (
          <span className="text-danger">{error}</span>
        ) : (
          <>
            <span className="text-text">
              {names.length} {names.length === 1 ? "field" : "fields"}
            </span>
            , about <span className="figures">{bytes}</span> bytes a record as text
            {isOfTransitGateway(scope) ? "" : `, ${times.toFixed(1)} times the default`}. A flow log's fields cannot be
            changed later.
          </>
        )}
      </p>
      {losses.length > 0 && !error ? <Losses losses={losses} /> : null}
      {byVersion(scope).map(([title, group]) => (
        <table key={title} className="w-full table-fixed border-t">
          <caption className="px-3 pt-3 pb-1.5 text-left text-faint text-label">{title}</caption>
          <colgroup>
            <col className="w-9" />
            <col className="w-[38%] sm:w-52" />
            <col />
          </colgroup>
          <thead className="sr-only">
            <tr>
              <th scope="col">Chosen</th>
              <th scope="col">Field</th>
              <th scope="col">What pages gain from it</th>
            </tr>
          </thead>
          <tbody>
            {group.map((name) => (
              <FieldRow
                key={name}
                name={name}
                checked={chosen.has(name)}
                onToggle={() => change({ fields: { kind: "own", names: toggled(names, name) } })}
              />
            ))}
          </tbody>
        </table>
      ))}
    </Panel>
  );
}
