"use client";

import { useQuery } from "@tanstack/react-query";
import { awsFlowLogsQuery } from "@/lib/api/queries-aws";
import { DoctorPanel } from "./doctor-panel";
import { FlowLogsPanel } from "./flow-logs-panel";
import { PlaceForm } from "./place-form";
import { SearchPanel } from "./search-panel";
import { SectionNav } from "./section-nav";
import { usePlace } from "./use-place";

/** What an AWS account has: its flow logs, log groups and buckets, to add as sources, and what is wrong with them. */
export function ConnectPage() {
  const { place, setPlace, ready, error } = usePlace();
  const { data } = useQuery({ ...awsFlowLogsQuery(place), enabled: place.region !== "" });
  // Without credentials every panel would say the same: one of them says what to do.
  const lost = data?.failures.some(({ kind }) => kind === "no_credentials") ?? false;
  const key = `${place.role_arn} ${place.external_id}`;
  return (
    <div className="flex max-w-[1264px] flex-col gap-3 p-3">
      <SectionNav />
      <header>
        <h1 className="font-medium text-title">Connect AWS</h1>
        <p className="max-w-[80ch] text-data text-muted">
          Flow logs of the account whose credentials Flowglass finds where it runs. Add one as a source, and its records
          are read into Flowglass. Nothing in AWS is changed.
        </p>
      </header>
      <PlaceForm key={key} place={place} onPlace={setPlace} />
      <FlowLogsPanel place={place} ready={ready} unknown={error} />
      {lost ? null : <DoctorPanel place={place} />}
      {place.region === "" || lost ? null : <SearchPanel place={place} />}
    </div>
  );
}
