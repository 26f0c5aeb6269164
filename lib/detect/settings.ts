/** Every threshold of the detectors, with its default. The defaults are the contract; an install may set others. */

import { z } from "zod";
import { parseBlock } from "@/lib/enrich/blocks";

const count = (min: number, fallback: number, about: string) =>
  z.int().min(min).max(1_000_000).default(fallback).meta({ description: about });
const bytes = (fallback: number, about: string) =>
  z.number().min(0).max(1e15).default(fallback).meta({ description: about });
const factor = (max: number, fallback: number, about: string) =>
  z.number().min(0).max(max).default(fallback).meta({ description: about });
const enabled = z.boolean().default(true).meta({ description: "Whether this kind is looked for." });
const seconds = z.int().min(10).max(3600).default(300).meta({ description: "Length of the sliding window, seconds." });
const port = z.int().min(1).max(65_535);

const block = z
  .string()
  .trim()
  .max(50)
  .refine((text) => parseBlock(text) !== undefined, { error: "Give an address or a CIDR block, such as 10.0.0.0/8." });
const blocks = (about: string) => z.array(block).max(50).default([]).meta({ description: about });

const group = <Shape extends z.ZodRawShape>(shape: Shape) => z.object({ enabled, ...shape }).prefault({} as never);

/** Ports that administer a machine or hold its data. */
export const ADMIN_PORTS: readonly number[] = [
  22, 23, 135, 139, 445, 873, 1433, 1521, 2049, 2375, 2376, 2379, 3306, 3389, 5432, 5601, 5672, 5900, 5984, 5985, 5986,
  6379, 6443, 7001, 8086, 9042, 9092, 9200, 9300, 10250, 11211, 15672, 27017, 27018, 50070,
];

const mads = factor(100, 6, "How many MADs above the median.");
const buckets = count(2, 12, "Buckets of history that a baseline needs.");

export const detectSettings = z
  .object({
    inside_cidrs: blocks("Blocks that belong to you, beside what the log shows."),
    trusted_cidrs: blocks("Clients that may reach admin and database ports."),
    incident_gap_minutes: z.int().min(1).max(1440).default(30).meta({
      description: "Windows of one kind, subject and target that lie closer than this are one finding.",
    }),
    port_scan: group({
      ports: count(2, 15, "Distinct server ports in one window."),
      packets: count(1, 2, "Accepted flows count up to so many packets."),
      seconds,
    }),
    host_sweep: group({ servers: count(2, 25, "Distinct servers in one window."), seconds }),
    brute_force: group({
      connections: count(2, 20, "Accepted connections in one window."),
      ports: z.array(port).min(1).max(50).default([22, 3389]).meta({ description: "Login ports." }),
      larger: factor(1000, 10, "A later flow so many times larger is a possible success."),
      seconds,
    }),
    rejected_spike: group({ mads, buckets, flows: count(1, 100, "Rejected flows in five minutes, at least.") }),
    traffic_spike: group({
      mads,
      buckets,
      bytes: bytes(100_000_000, "Bytes in five minutes, at least."),
      growth: factor(100, 1.5, "Times the largest bucket of the 24 hours before."),
    }),
    exfiltration: group({
      mads,
      buckets,
      bytes: bytes(100_000_000, "Bytes in an hour, at least."),
      growth: factor(100, 1.5, "Times what the pair moved in any earlier hour."),
    }),
    beaconing: group({
      connections: count(4, 8, "Connections, at least."),
      interval_spread: factor(1, 0.15, "MAD of the intervals divided by their median, at most."),
      bytes_spread: factor(1, 0.2, "MAD of the bytes divided by their median, at most."),
      bytes: bytes(100_000, "Median bytes of a connection, below."),
      shared_by: count(2, 5, "A server that so many inside hosts talk to is less suspicious."),
    }),
    exposed_service: group({
      ports: z
        .array(port)
        .min(1)
        .max(200)
        .default([...ADMIN_PORTS])
        .meta({ description: "Admin and database ports." }),
      packets: count(0, 2, "Without TCP flags: answered means more than so many packets back."),
    }),
    new_talker: group({
      bytes: bytes(10_000_000, "Bytes moved, at least."),
      hours: count(1, 24, "Hours of history in which the address was not seen."),
    }),
    unusual_protocol: group({
      usual: z.array(z.int().min(0).max(255)).max(256).default([1, 6, 17, 58]).meta({
        description: "Protocol numbers that are usual.",
      }),
    }),
    large_icmp: group({ bytes_per_packet: bytes(1000, "Average bytes of a packet, above.") }),
    data_loss: group({}),
  })
  .meta({ id: "DetectSettings" });

export type DetectSettings = z.output<typeof detectSettings>;
/** What a caller may leave out. */
export type DetectSettingsInput = z.input<typeof detectSettings>;

/** The settings of an install where nobody changed any. */
export const DEFAULT_SETTINGS: DetectSettings = detectSettings.parse({});
