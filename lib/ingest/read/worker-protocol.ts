import type { PrepareEvent, Proposal, ShapeErrorCode } from "../shapes/types";

/** What the service asks the unwrap worker to do. One file at a time. */
export type ToWorker =
  | {
      readonly type: "start";
      readonly job: number;
      readonly path: string;
      readonly name: string;
      readonly format: readonly string[] | null;
      readonly spoolDir: string;
      readonly chunkPrefix: string;
      readonly chunkBytes: number;
      readonly careful: boolean;
    }
  /** One more chunk may be made: keeps the spool folder small when the engine is slower. */
  | { readonly type: "more"; readonly job: number }
  | { readonly type: "stop"; readonly job: number };

/** What the unwrap worker tells. */
export type FromWorker =
  | { readonly type: "event"; readonly job: number; readonly event: PrepareEvent }
  | {
      readonly type: "refused";
      readonly job: number;
      readonly code: ShapeErrorCode | "failed";
      readonly message: string;
      readonly proposal: Proposal | null;
    };
