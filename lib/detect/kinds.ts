/** The kinds of findings, in the order in which they are listed. */
export const FINDING_KINDS = [
  "port_scan",
  "host_sweep",
  "brute_force",
  "exfiltration",
  "beaconing",
  "exposed_service",
  "traffic_spike",
  "rejected_spike",
  "new_talker",
  "unusual_protocol",
  "large_icmp",
  "data_loss",
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** How much a finding matters, the least first. */
export const SEVERITIES = ["info", "low", "medium", "high"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Short names and what each kind looks for, for lists and settings. */
export const KIND_WORDS: Readonly<Record<FindingKind, { readonly label: string; readonly about: string }>> = {
  port_scan: { label: "Port scan", about: "One client tries many ports of one server." },
  host_sweep: { label: "Host sweep", about: "One client tries one port on many servers that refuse or do not answer." },
  brute_force: { label: "Brute force", about: "One client opens many connections to a login port in a short time." },
  exfiltration: { label: "Exfiltration", about: "An inside host sends far more to one outside address than usual." },
  beaconing: { label: "Beaconing", about: "An inside host calls one outside server at regular intervals." },
  exposed_service: { label: "Exposed service", about: "An admin or database port answers clients from outside." },
  traffic_spike: { label: "Traffic spike", about: "An interface moves far more bytes than its own history." },
  rejected_spike: { label: "Spike of rejections", about: "Far more rejected flows than the usual level." },
  new_talker: { label: "New talker", about: "An outside address that was never seen before moves much data." },
  unusual_protocol: { label: "Unusual protocol", about: "An accepted protocol other than TCP, UDP and ICMP." },
  large_icmp: { label: "Large ICMP", about: "ICMP packets far larger than a ping." },
  data_loss: { label: "Lost records", about: "AWS could not log everything (SKIPDATA)." },
};
