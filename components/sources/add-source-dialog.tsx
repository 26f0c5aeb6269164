"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button, Dialog, SegmentedControl, Select, Switch } from "@/components/ui";
import { ApiProblem, api } from "@/lib/api/client";
import type { Source, SourceList } from "@/lib/api/contract";
import { SOURCES_KEY } from "@/lib/api/queries";
import { awsRegionsQuery } from "@/lib/api/queries-aws";
import { FormField } from "./form-field";
import { controlOf, EMPTY_FORM, readBucket, requestOf, type SourceForm } from "./form-request";

const FORM_ID = "add-source";

const SINCE = [
  { value: "now-1h", label: "the last hour" },
  { value: "now-24h", label: "the last 24 hours" },
  { value: "now-7d", label: "the last 7 days" },
  { value: "now-30d", label: "the last 30 days" },
  { value: "now-90d", label: "the last 90 days" },
];
const EVERYTHING = "everything";

interface PartProps {
  form: SourceForm;
  set: (change: Partial<SourceForm>) => void;
  /** What the server found wrong with a control. */
  errorOf: (control: keyof SourceForm) => string | undefined;
}

/** Adds a source by what a person knows of it, without asking AWS what there is. */
export function AddSourceDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const client = useQueryClient();
  const [typed, setTyped] = useState<SourceForm>(EMPTY_FORM);
  const [present, setPresent] = useState<Source | undefined>(undefined);
  const regions = useQuery({ ...awsRegionsQuery(), enabled: open });
  const form = { ...typed, region: typed.region || (regions.data?.default ?? "") };
  const add = useMutation({
    mutationFn: () => api.addSource(requestOf(form)),
    onSuccess: (source) => {
      const before = client.getQueryData<SourceList>(SOURCES_KEY)?.sources ?? [];
      // The answer is a source that was there already: the form stays, and says so.
      const known = before.some(({ id }) => id === source.id);
      setPresent(known ? source : undefined);
      if (!known) {
        setTyped(EMPTY_FORM);
        onClose();
      }
      void client.invalidateQueries({ queryKey: SOURCES_KEY });
    },
  });
  const set = (change: Partial<SourceForm>) => {
    add.reset();
    setPresent(undefined);
    setTyped({ ...typed, ...change });
  };
  const wrong = add.error instanceof ApiProblem ? controlOf(add.error.problem.parameter) : undefined;
  const errorOf = (control: keyof SourceForm) => (wrong === control ? add.error?.message : undefined);
  const part = { form, set, errorOf };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Add a source by hand"
      description="It is read with the AWS credentials of the server's own environment."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={FORM_ID} disabled={add.isPending}>
            {add.isPending ? "Adding" : "Add and read"}
          </Button>
        </>
      }
    >
      <form
        id={FORM_ID}
        noValidate
        className="space-y-3"
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate();
        }}
      >
        <SegmentedControl
          label="Kind of source"
          value={form.kind}
          options={[
            { value: "cloudwatch", label: "CloudWatch Logs" },
            { value: "s3", label: "S3" },
          ]}
          onChange={(kind) => set({ kind })}
        />
        <FormField
          label="Region"
          required
          value={form.region}
          onChange={(region) => set({ region })}
          placeholder="eu-west-1"
          suggestions={regions.data?.regions.map(({ code, name }) => ({ value: code, label: name }))}
          error={errorOf("region")}
        />
        {form.kind === "cloudwatch" ? <GroupPart {...part} /> : <BucketPart {...part} />}
        <RangePart {...part} />
        <MorePart {...part} />
        {present ? (
          <p role="status" className="text-data">
            {present.id} reads this already, so nothing was added.
          </p>
        ) : null}
        {add.error && !wrong ? (
          <p role="alert" className="text-danger text-data">
            {add.error.message}
          </p>
        ) : null}
      </form>
    </Dialog>
  );
}

function GroupPart({ form, set, errorOf }: PartProps) {
  return (
    <FormField
      label="Log group"
      required
      value={form.logGroup}
      onChange={(logGroup) => set({ logGroup })}
      placeholder="/vpc/flow-logs"
      error={errorOf("logGroup")}
    />
  );
}

function BucketPart({ form, set, errorOf }: PartProps) {
  const takeBucket = (text: string) => {
    const { bucket, prefix } = readBucket(text);
    set(prefix === null ? { bucket } : { bucket, prefix });
  };
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <FormField
        label="Bucket"
        required
        value={form.bucket}
        onChange={takeBucket}
        placeholder="my-flow-logs"
        error={errorOf("bucket")}
      />
      <FormField
        label="Prefix"
        value={form.prefix}
        onChange={(prefix) => set({ prefix })}
        placeholder="AWSLogs/123456789012/"
        hint="What stands before AWSLogs, or as far into it as you want."
        error={errorOf("prefix")}
      />
    </div>
  );
}

function RangePart({ form, set, errorOf }: PartProps) {
  const options = form.kind === "s3" ? [...SINCE, { value: EVERYTHING, label: "everything there is" }] : SINCE;
  const error = errorOf("since");
  return (
    <div>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
        <Select
          label="How far back to read"
          prefix="Read"
          size="medium"
          value={form.since === "" ? EVERYTHING : form.since}
          groups={[{ options }]}
          onChange={(since) => set({ since: since === EVERYTHING ? "" : since })}
        />
        <Switch label="Go on with new records" checked={form.follow} onChange={(follow) => set({ follow })} />
      </div>
      {error ? <p className="mt-1 text-danger text-label">{error}</p> : null}
    </div>
  );
}

function MorePart({ form, set, errorOf }: PartProps) {
  const inside = ["streams", "format", "roleArn", "externalId", "queueUrl"] as const;
  const wrong = inside.some((control) => errorOf(control) !== undefined);
  return (
    <details className="group rounded-control border" open={wrong || undefined}>
      <summary className="px-2 py-1.5 text-data text-muted hover:text-text">
        {form.kind === "cloudwatch" ? "Streams, format, role" : "Role, requester pays, notifications"}
      </summary>
      <div className="space-y-3 border-t px-2 py-3">
        {form.kind === "cloudwatch" ? (
          <>
            <FormField
              label="Streams"
              rows={3}
              value={form.streams}
              onChange={(streams) => set({ streams })}
              placeholder="eni-0a1b2c3d4e5f60718-all"
              hint="One a line, at most 100. Empty: all of the group."
              error={errorOf("streams")}
            />
            <FormField
              label="Log format"
              value={form.format}
              onChange={(format) => set({ format })}
              hint="Empty: as the flow log says that delivers to the group, else the default format."
              error={errorOf("format")}
            />
          </>
        ) : (
          <>
            <Switch
              label="Requester pays"
              checked={form.requesterPays}
              onChange={(requesterPays) => set({ requesterPays })}
            />
            <FormField
              label="SQS queue with notifications of new objects"
              value={form.queueUrl}
              onChange={(queueUrl) => set({ queueUrl })}
              placeholder="https://sqs.eu-west-1.amazonaws.com/123456789012/flow-logs"
              hint="Empty: the bucket is listed again and again."
              error={errorOf("queueUrl")}
            />
          </>
        )}
        <div className="grid gap-3 sm:grid-cols-2">
          <FormField
            label="Role to assume"
            value={form.roleArn}
            onChange={(roleArn) => set({ roleArn })}
            placeholder="arn:aws:iam::123456789012:role/flowglass"
            error={errorOf("roleArn")}
          />
          <FormField
            label="External id"
            value={form.externalId}
            onChange={(externalId) => set({ externalId })}
            error={errorOf("externalId")}
          />
        </div>
      </div>
    </details>
  );
}
