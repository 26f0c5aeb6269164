"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { Button, Dialog, PanelError, Skeleton } from "@/components/ui";
import { api } from "@/lib/api/client";
import type { DetectSettings, DetectSettingsInput } from "@/lib/api/contract";
import { findingSettingsQuery } from "@/lib/api/queries";
import { FINDING_KINDS } from "@/lib/detect/kinds";
import { CidrField, KindSettings } from "./settings-parts";

const linesOf = (text: string): string[] => text.split(/[\s,]+/).filter(Boolean);

interface FormProps {
  settings: DetectSettings;
  form: string;
  error: string | null;
  onSave: (settings: DetectSettingsInput) => void;
}

function SettingsForm({ settings, form, error, onSave }: FormProps) {
  const [draft, setDraft] = useState(settings);
  const [inside, setInside] = useState(settings.inside_cidrs.join("\n"));
  const [trusted, setTrusted] = useState(settings.trusted_cidrs.join("\n"));
  return (
    <form
      id={form}
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        onSave({ ...draft, inside_cidrs: linesOf(inside), trusted_cidrs: linesOf(trusted) });
      }}
    >
      {error ? (
        <p role="alert" className="text-danger text-data">
          {error}
        </p>
      ) : null}
      <div className="grid gap-4 sm:grid-cols-2">
        <CidrField
          label="Also inside"
          about="Blocks of yours beside private ones and your interfaces' own addresses."
          value={inside}
          onChange={setInside}
        />
        <CidrField
          label="Trusted clients"
          about="They may reach admin and database ports."
          value={trusted}
          onChange={setTrusted}
        />
      </div>
      {FINDING_KINDS.map((kind) => (
        <KindSettings
          key={kind}
          kind={kind}
          settings={draft}
          onChange={(change) => setDraft({ ...draft, [kind]: { ...draft[kind], ...change } })}
        />
      ))}
    </form>
  );
}

/** The thresholds of all kinds, and whose addresses are one's own. */
export function SettingsDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const form = useId();
  const [reset, setReset] = useState(0);
  const { data, error, refetch } = useQuery(findingSettingsQuery());
  const save = useMutation({
    mutationFn: (settings: DetectSettingsInput) => api.setFindingSettings(settings),
    onSuccess: (kept) => {
      client.setQueryData(findingSettingsQuery().queryKey, kept);
      void client.invalidateQueries({ queryKey: ["flows", "findings"] });
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title="Thresholds"
      description="Findings are searched again with what is saved here."
      className="w-[min(720px,calc(100vw-24px))]"
      actions={
        <>
          <Button
            variant="quiet"
            className="mr-auto"
            disabled={save.isPending || !data}
            onClick={() =>
              save.mutate(
                { inside_cidrs: data?.inside_cidrs, trusted_cidrs: data?.trusted_cidrs },
                { onSuccess: () => setReset(reset + 1) },
              )
            }
          >
            Restore the defaults
          </Button>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" disabled={save.isPending || !data}>
            Save
          </Button>
        </>
      }
    >
      {data ? (
        <SettingsForm
          key={reset}
          settings={data}
          form={form}
          error={save.error?.message ?? null}
          onSave={(settings) => save.mutate(settings, { onSuccess: onClose })}
        />
      ) : error ? (
        <PanelError message={error.message} onRetry={() => void refetch()} />
      ) : (
        <Skeleton className="h-72" />
      )}
    </Dialog>
  );
}
