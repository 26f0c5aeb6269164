"use client";

import { Panel, SegmentedControl, Select } from "@/components/ui";
import { Labelled } from "@/components/ui/labelled";
import { TextField } from "@/components/ui/text-field";
import { exampleId, isOfTransitGateway, nounOf, SCOPES, type Scope, TRAFFIC } from "@/lib/setup";
import { controlId, errorOf, type FormProps } from "./form-props";
import { RegionSelect } from "./region-select";

const SCOPE_LABELS: Readonly<Record<Scope, string>> = {
  vpc: "VPC",
  subnet: "Subnet",
  interface: "Interface",
  "regional-nat-gateway": "Regional NAT gateway",
  "transit-gateway": "Transit gateway",
  "transit-gateway-attachment": "Transit gateway attachment",
};

const SCOPE_HINTS: Readonly<Record<Scope, string>> = {
  vpc: "All interfaces of the VPC, those made later too.",
  subnet: "All interfaces of the subnet, those made later too.",
  interface: "One network interface alone.",
  "regional-nat-gateway":
    "What goes out through one NAT gateway in all its Availability Zones. For a zonal one, take its interface.",
  "transit-gateway": "What passes through all attachments. It logs all traffic, every minute.",
  "transit-gateway-attachment": "What passes through one attachment. It logs all traffic, every minute.",
};

const TRAFFIC_LABELS = { ALL: "All", ACCEPT: "Accepted", REJECT: "Refused" } as const;
const TRAFFIC_HINTS = {
  ALL: "Needed to tell why something was refused, and whether an answer came back.",
  ACCEPT: "What was refused cannot be looked into later.",
  REJECT: "Totals and talkers will be missing; only what was refused is there.",
} as const;

/** What the flow log watches, and how closely. */
export function ScopeForm({ choice, problems, change }: FormProps) {
  const { scope, id, traffic, interval } = choice;
  const toScope = (next: Scope) => {
    // Fields of a transit gateway and of a VPC do not mix, and a transit gateway has an interval of one minute.
    const crosses = isOfTransitGateway(next) !== isOfTransitGateway(scope);
    change({
      scope: next,
      ...(crosses && choice.fields.kind === "own" ? { fields: { kind: "recommended" } } : {}),
      ...(isOfTransitGateway(next) ? { interval: 60 } : {}),
    });
  };
  return (
    <Panel title="What to log" bodyClassName="flex flex-col gap-4">
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField
          id={controlId("account")}
          label="AWS account"
          value={choice.account}
          onChange={(account) => change({ account: account.replaceAll(/[\s-]/g, "") }, "typing")}
          placeholder="123456789012"
          error={errorOf(problems, "account")}
        />
        <Labelled label="Region">
          <RegionSelect value={choice.region} onChange={(region) => change({ region })} />
        </Labelled>
      </div>
      <Labelled label="Scope" hint={SCOPE_HINTS[scope]}>
        <Select
          label="Scope"
          size="medium"
          value={scope}
          groups={[{ options: SCOPES.map((value) => ({ value, label: SCOPE_LABELS[value] })) }]}
          onChange={toScope}
        />
      </Labelled>
      <TextField
        id={controlId("id")}
        label={`Id of the ${nounOf(scope)}`}
        value={id}
        onChange={(text) => change({ id: text.trim() }, "typing")}
        placeholder={exampleId(scope)}
        error={errorOf(problems, "id")}
      />
      {isOfTransitGateway(scope) ? null : (
        <>
          <Labelled label="Traffic" hint={TRAFFIC_HINTS[traffic]}>
            <SegmentedControl
              label="Traffic"
              value={traffic}
              options={TRAFFIC.map((value) => ({ value, label: TRAFFIC_LABELS[value] }))}
              onChange={(next) => change({ traffic: next })}
            />
          </Labelled>
          <Labelled
            label="Longest time in one record"
            hint={
              interval === 60
                ? "Peaks and scans stay visible. More records than with 10 minutes."
                : "Fewer records; peaks are flattened. Nitro-based instances log every minute anyway."
            }
          >
            <SegmentedControl
              label="Longest time in one record"
              value={interval === 60 ? "60" : "600"}
              options={[
                { value: "60", label: "1 minute" },
                { value: "600", label: "10 minutes" },
              ]}
              onChange={(next) => change({ interval: next === "60" ? 60 : 600 })}
            />
          </Labelled>
        </>
      )}
    </Panel>
  );
}
