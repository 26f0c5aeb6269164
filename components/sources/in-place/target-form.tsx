"use client";

import { PlaceForm } from "@/components/connect/place-form";
import { TextField } from "@/components/setup";
import { Select } from "@/components/ui";
import { OTHER, type useTarget } from "./use-target";

interface TargetFormProps {
  target: ReturnType<typeof useTarget>;
  /** What the server found wrong with the name of the log group. */
  error?: string;
  /** Called when anything changes. */
  onChange: () => void;
}

/** Which log group is asked: one of the sources, or any by its region and name. */
export function TargetForm({ target, error, onChange }: TargetFormProps) {
  const { groups, of, setOf, place, setPlace, logGroup, setLogGroup } = target;
  const options = groups.map(({ id, log_group, name, region }) => ({
    value: id,
    label: log_group ?? name,
    detail: region,
  }));
  return (
    <div className="space-y-3">
      {groups.length > 0 ? (
        <Select
          label="Log group to ask"
          prefix="Ask"
          size="medium"
          className="max-w-full"
          value={of}
          groups={[{ name: "Sources", options }, { options: [{ value: OTHER, label: "Another log group" }] }]}
          onChange={(next) => {
            setOf(next);
            onChange();
          }}
        />
      ) : null}
      {of === OTHER ? (
        <>
          <PlaceForm
            key={`${place.role_arn} ${place.external_id}`}
            place={place}
            onPlace={(next) => {
              setPlace(next);
              onChange();
            }}
          />
          <TextField
            className="w-full sm:w-[36rem]"
            label="Log group"
            value={logGroup}
            onChange={(text) => {
              setLogGroup(text);
              onChange();
            }}
            placeholder="/vpc/flow-logs"
            hint="It need not be a source: nothing is copied."
            error={error}
          />
        </>
      ) : null}
    </div>
  );
}
