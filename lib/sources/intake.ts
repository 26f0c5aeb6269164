/** How sources hand records to the store. */

import type { Intake } from "../ingest/intake";

export type { IntakeItem, IntakeItemResult, PendingDelivery, StagedDelivery } from "../ingest/intake";

/** The way into the store, as far as sources go it. */
export type SourceIntake = Pick<Intake, "stage" | "finish" | "removeInput">;
