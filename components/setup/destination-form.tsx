"use client";

import { Panel, SegmentedControl, Select, Switch } from "@/components/ui";
import { Labelled } from "@/components/ui/labelled";
import { TextField } from "@/components/ui/text-field";
import {
  type CloudWatchDestination,
  DEFAULT_CLOUDWATCH,
  DEFAULT_S3,
  RETENTION_DAYS,
  type S3Destination,
} from "@/lib/setup";
import { controlId, errorOf, type FormProps } from "./form-props";

const dayWords = (days: number): string => {
  if (days === 1) return "1 day";
  if (days < 365 || days % 365 > 5) return `${days} days`;
  const years = Math.round(days / 365);
  return `${days} days (${years} ${years === 1 ? "year" : "years"})`;
};

const RETENTIONS = [{ options: RETENTION_DAYS.map((days) => ({ value: String(days), label: dayWords(days) })) }];

interface PartProps<Destination> extends Omit<FormProps, "choice"> {
  destination: Destination;
}

function CloudWatchForm({ destination, problems, change }: PartProps<CloudWatchDestination>) {
  const to = (next: Partial<CloudWatchDestination>, typing?: "typing") =>
    change({ destination: { ...destination, ...next } }, typing);
  const known = RETENTION_DAYS.some((days) => days === destination.retention);
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-[1fr_auto]">
        <TextField
          id={controlId("group")}
          label="Log group"
          value={destination.group}
          onChange={(group) => to({ group: group.trim() }, "typing")}
          placeholder={DEFAULT_CLOUDWATCH.group}
          error={errorOf(problems, "group")}
        />
        <Labelled label="Keep events for">
          <span id={controlId("retention")}>
            <Select
              label="Keep events for"
              size="medium"
              value={String(destination.retention)}
              groups={
                known
                  ? RETENTIONS
                  : [
                      { options: [{ value: String(destination.retention), label: dayWords(destination.retention) }] },
                      ...RETENTIONS,
                    ]
              }
              onChange={(days) => to({ retention: Number(days) })}
              className="w-full justify-between!"
            />
          </span>
        </Labelled>
      </div>
      {errorOf(problems, "retention") ? (
        <p className="text-danger text-label">{errorOf(problems, "retention")}</p>
      ) : null}
      <Switch
        label="This log group is there already"
        checked={destination.existing}
        onChange={(existing) => to({ existing })}
      />
      <TextField
        id={controlId("role")}
        label="Role that delivers"
        value={destination.role}
        onChange={(role) => to({ role: role.trim() }, "typing")}
        placeholder={DEFAULT_CLOUDWATCH.role}
        hint="A new role's name, or the ARN of one that may write to the log group already."
        error={errorOf(problems, "role")}
      />
    </>
  );
}

function S3Form({ destination, problems, change }: PartProps<S3Destination>) {
  const to = (next: Partial<S3Destination>, typing?: "typing") =>
    change({ destination: { ...destination, ...next } }, typing);
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField
          id={controlId("bucket")}
          label="Bucket"
          value={destination.bucket}
          onChange={(bucket) => to({ bucket: bucket.trim() }, "typing")}
          placeholder="my-flow-logs"
          error={errorOf(problems, "bucket")}
        />
        <TextField
          id={controlId("prefix")}
          label="Folder (optional)"
          value={destination.prefix}
          onChange={(prefix) => to({ prefix: prefix.trim() }, "typing")}
          placeholder="network/vpc"
          error={errorOf(problems, "prefix")}
        />
      </div>
      <Switch
        label="This bucket is there already"
        checked={destination.existing}
        onChange={(existing) => to({ existing })}
      />
      <Labelled label="Files" hint="Flowglass reads both. Parquet is smaller and quicker for Athena.">
        <SegmentedControl
          label="Files"
          value={destination.format}
          options={[
            { value: "plain-text", label: "Text" },
            { value: "parquet", label: "Parquet" },
          ]}
          onChange={(format) => to({ format })}
        />
      </Labelled>
      <div className="flex flex-col gap-2">
        <Switch label="Hive-compatible folders" checked={destination.hive} onChange={(hive) => to({ hive })} />
        <Switch label="A folder for each hour" checked={destination.hourly} onChange={(hourly) => to({ hourly })} />
      </div>
    </>
  );
}

/** Where the records go. */
export function DestinationForm({ choice, problems, change }: FormProps) {
  const { destination } = choice;
  return (
    <Panel title="Where to" bodyClassName="flex flex-col gap-4">
      <Labelled
        label="Destination"
        hint={
          destination.kind === "cloudwatch"
            ? "Delivered within about 5 minutes. Needed to watch traffic live."
            : "Delivered within about 10 minutes, for less money. Other accounts can deliver to the same bucket."
        }
      >
        <SegmentedControl
          label="Destination"
          value={destination.kind}
          options={[
            { value: "cloudwatch", label: "CloudWatch Logs" },
            { value: "s3", label: "S3" },
          ]}
          onChange={(kind) => change({ destination: kind === "s3" ? DEFAULT_S3 : DEFAULT_CLOUDWATCH })}
        />
      </Labelled>
      {destination.kind === "cloudwatch" ? (
        <CloudWatchForm destination={destination} problems={problems} change={change} />
      ) : (
        <S3Form destination={destination} problems={problems} change={change} />
      )}
    </Panel>
  );
}
