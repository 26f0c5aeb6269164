"use client";

import { useState } from "react";
import { RegionSelect, TextField } from "@/components/setup";
import { Button } from "@/components/ui";
import { checkRoleArn } from "@/lib/setup";
import type { Place } from "./use-place";

interface PlaceFormProps {
  place: Place;
  onPlace: (place: Place) => void;
}

/** Which region is asked, and as which role. A region counts at once, a role when it is applied. */
export function PlaceForm({ place, onPlace }: PlaceFormProps) {
  const [role, setRole] = useState(place.role_arn);
  const [externalId, setExternalId] = useState(place.external_id);
  const [open, setOpen] = useState(place.role_arn !== "");
  const wrong = role === "" ? null : checkRoleArn(role);
  const changed = role !== place.role_arn || externalId !== place.external_id;
  return (
    <form
      className="flex flex-wrap items-start gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (!wrong) onPlace({ ...place, role_arn: role, external_id: role === "" ? "" : externalId });
      }}
    >
      <div className="w-full sm:w-56">
        <p aria-hidden className="mb-1 text-label text-muted">
          Region
        </p>
        <RegionSelect value={place.region} onChange={(region) => onPlace({ ...place, region })} />
      </div>
      {open ? (
        <>
          <TextField
            className="w-full sm:w-[26rem]"
            label="Role to take (ARN)"
            value={role}
            onChange={(text) => setRole(text.trim())}
            placeholder="arn:aws:iam::210987654321:role/flow-reader"
            error={wrong}
          />
          <TextField
            className="w-full sm:w-52"
            label="External id (if it asks for one)"
            value={externalId}
            onChange={(text) => setExternalId(text.trim())}
          />
          <Button type="submit" variant="primary" className="sm:mt-5" disabled={wrong !== null || !changed}>
            Apply
          </Button>
        </>
      ) : (
        <Button className="sm:mt-5" onClick={() => setOpen(true)}>
          Use a role
        </Button>
      )}
    </form>
  );
}
