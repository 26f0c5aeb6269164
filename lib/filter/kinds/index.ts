import type { FilterField, FilterKind } from "../fields";
import { addressKind } from "./address";
import { enumKind } from "./enum";
import { flagsKind } from "./flags";
import type { Kind } from "./kind";
import { numberKind } from "./number";
import { portKind } from "./port";
import { protocolKind } from "./protocol";
import { serviceKind } from "./service";
import { sourceKind } from "./source";
import { textKind } from "./text";
import { timeKind } from "./time";

export type { Hint, Kind, PresentValue } from "./kind";

const KINDS: Readonly<Record<FilterKind, Kind>> = {
  address: addressKind,
  port: portKind,
  number: numberKind,
  protocol: protocolKind,
  flags: flagsKind,
  time: timeKind,
  enum: enumKind,
  text: textKind,
  source: sourceKind,
  service: serviceKind,
};

/** How values of a field are read, written and looked up. */
export function kindOf(field: FilterField): Kind {
  return KINDS[field.kind];
}
