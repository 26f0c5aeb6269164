import type { Count } from "@/lib/query/count";
import type { FindingKind, Severity } from "./kinds";

/** Who acts: an address, an interface, or both, and the port that it is about. */
export interface Subject {
  readonly addr?: string;
  readonly interface_id?: string;
  readonly port?: number;
}

/** What was measured, against what. Numbers are in `unit`. */
export interface Why {
  readonly measured: number;
  readonly threshold: number;
  readonly baseline?: number;
  readonly unit:
    | "bytes"
    | "flows"
    | "ports"
    | "servers"
    | "connections"
    | "clients"
    | "packets"
    | "bytes per packet"
    | "records";
  /** One sentence: what was counted, and what it is compared with. */
  readonly text: string;
}

/** What the records of a finding's `q` add up to. `records` counts SKIPDATA lines as well. */
export interface Evidence {
  readonly flows: Count;
  readonly bytes: Count;
  readonly packets: Count;
  readonly records: Count;
}

/** What a detector found; evidence, sentence and id are added by the run. */
export interface Candidate {
  readonly kind: FindingKind;
  readonly severity: Severity;
  /** What tells this incident from others of its kind, without times. */
  readonly key: string;
  readonly subject: Subject;
  readonly targets: { readonly count: number; readonly sample: readonly string[] };
  /** First and last start of the records, epoch seconds, both included. */
  readonly first: number;
  readonly last: number;
  /** Conditions of the filter language that open the records; the time is added by the run. */
  readonly terms: readonly string[];
  /** `lines` for what is no flow record. Default flows. */
  readonly rows?: "flows" | "lines";
  readonly why: Why;
  readonly title: string;
  /** The sentence, without the time, which the run appends; evidence is what `q` adds up to. */
  readonly say: (evidence: Evidence) => string;
  readonly benign_hints: readonly string[];
  /** Who talked to whom, to tell a NAT gateway's copy from its original. */
  readonly ends?: { readonly client: string; readonly servers: readonly string[]; readonly port?: number };
}

/** A finding as the API gives it. */
export interface Finding {
  readonly id: string;
  readonly kind: FindingKind;
  readonly severity: Severity;
  readonly title: string;
  readonly sentence: string;
  readonly subject: Subject;
  readonly targets: { readonly count: number; readonly sample: readonly string[] };
  /** Half-open, on the records' start; epoch seconds. */
  readonly from: number;
  readonly to: number;
  readonly evidence: Evidence;
  /** The filter that opens exactly the records behind it. */
  readonly q: string;
  readonly why: Why;
  readonly benign_hints: readonly string[];
}
