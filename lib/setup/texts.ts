import type { CheckedChoice } from "./choice";
import { cliText } from "./text/cli";
import { cloudFormationText } from "./text/cloudformation";
import { consoleText } from "./text/console";
import { readerJson } from "./text/reader";
import { terraformText } from "./text/terraform";

export const TEXT_KINDS = ["console", "cli", "cloudformation", "terraform", "reader"] as const;
/** A way to set the flow log up, and what Flowglass itself needs. */
export type TextKind = (typeof TEXT_KINDS)[number];

export interface SetupText {
  readonly kind: TextKind;
  readonly label: string;
  /** The name under which it is downloaded. */
  readonly file: string;
  readonly mediaType: string;
  readonly text: string;
}

type Maker = Omit<SetupText, "kind" | "text"> & { readonly write: (choice: CheckedChoice) => string };

const MAKERS: Readonly<Record<TextKind, Maker>> = {
  console: { label: "Console", file: "flow-log-steps.md", mediaType: "text/markdown", write: consoleText },
  cli: { label: "AWS CLI", file: "flow-log.sh", mediaType: "text/x-shellscript", write: cliText },
  cloudformation: {
    label: "CloudFormation",
    file: "flow-log.yaml",
    mediaType: "application/yaml",
    write: cloudFormationText,
  },
  terraform: { label: "Terraform", file: "flow-log.tf", mediaType: "text/plain", write: terraformText },
  reader: {
    label: "Policy for Flowglass",
    file: "flowglass-read-policy.json",
    mediaType: "application/json",
    write: readerJson,
  },
};

/** What a tab of this kind is called. */
export const labelOf = (kind: TextKind): string => MAKERS[kind].label;

/** Writes a checked choice down in one of the ways. */
export function writeSetup(kind: TextKind, choice: CheckedChoice): SetupText {
  const { write, ...about } = MAKERS[kind];
  return { kind, ...about, text: write(choice) };
}
