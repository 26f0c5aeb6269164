"use client";

import { Select } from "@/components/ui";
import { REGIONS } from "@/lib/setup";

const CONTINENTS = [
  ["Americas", /^(?:us-(?!gov)|ca-|mx-|sa-)/],
  ["Europe, Middle East, Africa", /^(?:eu-|eusc-|il-|me-|af-)/],
  ["Asia Pacific", /^ap-/],
  ["GovCloud and China", /^(?:us-gov-|cn-)/],
] as const;

/** The regions by continent, with one that is not among them when an address names it. */
function groupsWith(value: string) {
  const known = REGIONS.some(([code]) => code === value);
  const groups = CONTINENTS.map(([name, pattern]) => ({
    name,
    options: REGIONS.filter(([code]) => pattern.test(code)).map(([code, detail]) => ({
      value: code,
      label: code,
      detail,
    })),
  }));
  return known ? groups : [{ options: [{ value, label: value === "" ? "Choose a region" : value }] }, ...groups];
}

interface RegionSelectProps {
  value: string;
  onChange: (region: string) => void;
  className?: string;
}

/** A region of AWS, by its code and its place. */
export function RegionSelect({ value, onChange, className }: RegionSelectProps) {
  return (
    <Select
      label="Region"
      size="medium"
      value={value}
      groups={groupsWith(value)}
      onChange={onChange}
      className={className ?? "w-full justify-between!"}
    />
  );
}
