"use client";

import { useId, useState } from "react";
import { Switch } from "@/components/ui";
import type { DetectSettings, FindingKind } from "@/lib/api/contract";
import { KIND_WORDS } from "@/lib/detect/kinds";
import { SETTING_FIELDS, type SettingField, shownValue, storedValue } from "./setting-fields";

const INPUT =
  "figures h-7 rounded-control border border-line-strong bg-surface px-2 text-data aria-invalid:border-danger";

interface CidrFieldProps {
  label: string;
  about: string;
  value: string;
  onChange: (text: string) => void;
}

/** CIDR blocks, one a line. */
export function CidrField({ label, about, value, onChange }: CidrFieldProps) {
  const field = useId();
  return (
    <div className="flex flex-col">
      <label htmlFor={field} className="block font-medium text-data">
        {label}
      </label>
      <p id={`${field}-about`} className="mb-1 text-label text-muted">
        {about}
      </p>
      <textarea
        id={field}
        rows={3}
        spellCheck={false}
        value={value}
        placeholder="203.0.113.0/24"
        aria-describedby={`${field}-about`}
        onChange={(event) => onChange(event.target.value)}
        className={`${INPUT} mt-auto h-auto w-full py-1 placeholder:text-faint`}
      />
    </div>
  );
}

interface NumberFieldProps {
  field: SettingField;
  initial: string;
  disabled: boolean;
  onChange: (value: number | number[]) => void;
}

function NumberField({ field, initial, disabled, onChange }: NumberFieldProps) {
  const id = useId();
  const [text, setText] = useState(initial);
  const wrong = storedValue(text, field) === undefined;
  return (
    <div className={field.list ? "col-span-full" : "flex items-center justify-between gap-2"}>
      <label htmlFor={id} className="text-label text-muted">
        {field.label}
      </label>
      <span className={field.list ? "mt-1 block" : "flex shrink-0 items-center gap-1.5"}>
        <input
          id={id}
          inputMode={field.list ? undefined : "decimal"}
          value={text}
          disabled={disabled}
          aria-invalid={wrong}
          autoComplete="off"
          onChange={(event) => {
            setText(event.target.value);
            const value = storedValue(event.target.value, field);
            if (value !== undefined) onChange(value);
          }}
          className={`${INPUT} ${field.list ? "w-full" : "w-20 text-right"} disabled:opacity-50`}
        />
        {field.list ? null : <span className="w-20 text-faint text-label">{field.unit}</span>}
      </span>
    </div>
  );
}

interface KindSettingsProps {
  kind: FindingKind;
  settings: DetectSettings;
  onChange: (change: Readonly<Record<string, unknown>>) => void;
}

/** One kind: on or off, and its thresholds. */
export function KindSettings({ kind, settings, onChange }: KindSettingsProps) {
  const { label, about } = KIND_WORDS[kind];
  const { enabled } = settings[kind];
  return (
    <fieldset className="border-t pt-3">
      <legend className="sr-only">{label}</legend>
      <Switch label={label} checked={enabled} onChange={(next) => onChange({ enabled: next })} />
      <p className="mt-0.5 text-label text-muted">{about}</p>
      <div className="mt-2 grid gap-x-8 gap-y-1.5 sm:grid-cols-2">
        {SETTING_FIELDS[kind].map((field) => (
          <NumberField
            key={field.name}
            field={field}
            initial={shownValue(settings, kind, field)}
            disabled={!enabled}
            onChange={(value) => onChange({ [field.name]: value })}
          />
        ))}
      </div>
    </fieldset>
  );
}
