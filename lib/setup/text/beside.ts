import type { CheckedChoice } from "../choice";
import { isArn } from "../names";
import { cliText, commandGroups, createFlowLog } from "./cli";
import { comment, printCommand } from "./shell";

/**
 * The commands that make one more flow log where a role or bucket is there already, and those that later remove the
 * old one.
 * @param old the id of the flow log that the new one is to take the place of.
 */
export function besideText(choice: CheckedChoice, old: string): string {
  const { destination, region } = choice;
  const [first] = commandGroups(choice);
  const needsRole = destination.kind === "cloudwatch" && !isArn(destination.role);
  const group = destination.kind === "cloudwatch" ? (first?.commands ?? []) : [];
  const create = needsRole ? cliText(choice).trimEnd() : [...group, createFlowLog(choice)].map(printCommand).join("\n");
  const remove = printCommand({
    words: ["aws", "ec2", "delete-flow-logs"],
    options: [
      ["region", region],
      ["flow-log-ids", old],
    ],
  });
  const later = remove.split("\n").map((line) => `# ${line}`);
  return `${create}\n\n${comment("Once the new one delivers, remove the old one:")}\n${later.join("\n")}\n`;
}
