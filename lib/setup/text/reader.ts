import type { CheckedChoice } from "../choice";
import { printPolicy } from "../policy/policy";
import { readerPolicy } from "../policy/reader";
import { comment, printCommand } from "./shell";

/** The name that the commands give the policy. */
export const READER_POLICY_NAME = "flowglass-read";

/** The read-only policy as JSON, to paste into the IAM console. */
export function readerJson(choice: CheckedChoice): string {
  return `${printPolicy(readerPolicy(choice))}\n`;
}

/** The commands that create the read-only policy. Attaching it is left to the person: only they know to whom. */
export function readerCliText(choice: CheckedChoice): string {
  const create = printCommand({
    words: ["aws", "iam", "create-policy"],
    options: [
      ["region", choice.region],
      ["policy-name", READER_POLICY_NAME],
      ["policy-document", printPolicy(readerPolicy(choice))],
    ],
  });
  return `${comment("What Flowglass needs to read this flow log. Attach it to the user or role that it runs as.")}\n${create}\n`;
}
