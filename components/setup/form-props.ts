import type { Part, Problem, SetupChoice } from "@/lib/setup";
import type { UseSetup } from "./use-setup";

/** What every part of the form takes. */
export interface FormProps {
  choice: SetupChoice;
  problems: readonly Problem[];
  change: UseSetup["change"];
}

/** The id of the control for a part of the choice. */
export const controlId = (part: Part): string => `setup-${part}`;

/** What is wrong with a part. What is only missing is asked for elsewhere, so that an empty form does not shout. */
export function errorOf(problems: readonly Problem[], part: Part): string | null {
  const found = problems.find((problem) => problem.part === part);
  return found && !found.missing ? found.message : null;
}
