import type { Detector } from "../detector";
import { beaconing } from "./beaconing";
import { bruteForce } from "./brute-force";
import { dataLoss } from "./data-loss";
import { exfiltration } from "./exfiltration";
import { exposedService } from "./exposed-service";
import { hostSweep } from "./host-sweep";
import { largeIcmp } from "./large-icmp";
import { newTalker } from "./new-talker";
import { portScan } from "./port-scan";
import { rejectedSpike } from "./rejected-spike";
import { trafficSpike } from "./traffic-spike";
import { unusualProtocol } from "./unusual-protocol";

/** Every detector, in the order in which they run: those that matter most come first. */
export const DETECTORS: readonly Detector[] = [
  portScan,
  hostSweep,
  bruteForce,
  exposedService,
  exfiltration,
  beaconing,
  trafficSpike,
  rejectedSpike,
  newTalker,
  unusualProtocol,
  largeIcmp,
  dataLoss,
];
