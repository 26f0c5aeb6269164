"use client";

import { Select } from "@/components/ui";
import { COMMON_GROUPINGS, GROUPINGS, type Grouping } from "@/lib/view";

const option = ({ key, label }: Grouping) => ({ value: key, label, ...(key === "none" ? {} : { detail: key }) });

const GROUPS = [
  {
    options: COMMON_GROUPINGS.flatMap((key) => GROUPINGS.filter((grouping) => grouping.key === key)).map(option),
  },
  {
    name: "Every field",
    options: GROUPINGS.filter(({ key }) => !COMMON_GROUPINGS.includes(key)).map(option),
  },
];

/** What the chart is split by: the usual ones first, then every field that traffic can be grouped by. */
export function GroupingSelect({ value, onChange }: { value: string; onChange: (by: string) => void }) {
  return <Select label="Split by" prefix="by" value={value} groups={GROUPS} onChange={onChange} />;
}

/** The words for a grouping. */
export const groupingLabel = (by: string): string => GROUPINGS.find(({ key }) => key === by)?.label ?? by;
