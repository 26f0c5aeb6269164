"use client";

import { Switch as Base } from "@base-ui/react/switch";

interface SwitchProps {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** A setting that is on or off, with its words. */
export function Switch({ label, checked, onChange }: SwitchProps) {
  return (
    <span className="inline-flex items-center gap-2 text-data">
      <Base.Root
        aria-label={label}
        checked={checked}
        onCheckedChange={(next) => onChange(next)}
        className="flex h-4 w-7 shrink-0 cursor-pointer rounded-full border border-unknown bg-sunken p-px data-checked:border-accent-fill data-checked:bg-accent-fill"
      >
        <Base.Thumb className="aspect-square h-full rounded-full bg-unknown transition-transform duration-100 data-checked:translate-x-3 data-checked:bg-white" />
      </Base.Root>
      <span aria-hidden>{label}</span>
    </span>
  );
}
