/**
 * AWS's rules for ids and names, each as a function that gives a sentence about what is wrong, or null.
 * A name that passes can stand in an ARN and in a policy without changing its meaning.
 */

import type { Scope } from "./choice";

type Rule = (text: string) => string | null;

const ID_PREFIX: Readonly<Record<Scope, string>> = {
  vpc: "vpc",
  subnet: "subnet",
  interface: "eni",
  "regional-nat-gateway": "nat",
  "transit-gateway": "tgw",
  "transit-gateway-attachment": "tgw-attach",
};

const NOUN: Readonly<Record<Scope, string>> = {
  vpc: "VPC",
  subnet: "subnet",
  interface: "network interface",
  "regional-nat-gateway": "regional NAT gateway",
  "transit-gateway": "transit gateway",
  "transit-gateway-attachment": "transit gateway attachment",
};

/** What a scope is called in a sentence. */
export const nounOf = (scope: Scope): string => NOUN[scope];

/** An example of the id of a scope. */
export const exampleId = (scope: Scope): string => `${ID_PREFIX[scope]}-0123456789abcdef0`;

export const checkAccount: Rule = (text) => {
  if (text === "") return "Give the id of the AWS account: 12 digits.";
  return /^\d{12}$/.test(text) ? null : "An AWS account id has exactly 12 digits.";
};

export const checkRegion: Rule = (text) => {
  if (text === "") return "Give a region, such as eu-west-1.";
  return /^[a-z]{2,4}(?:-[a-z]+){1,3}-\d{1,2}$/.test(text)
    ? null
    : `"${text}" is not a region's code; one is eu-west-1.`;
};

/** Ids of EC2 resources have 8 or 17 hexadecimal digits (EC2 user guide, "Resource IDs"). */
export function checkId(scope: Scope, text: string): string | null {
  const prefix = ID_PREFIX[scope];
  if (text === "") return `Give the id of the ${NOUN[scope]}, such as ${exampleId(scope)}.`;
  if (new RegExp(`^${prefix}-(?:[0-9a-f]{8}|[0-9a-f]{17})$`).test(text)) return null;
  // The longest that fits: an attachment's id begins as a transit gateway's does.
  const kinds = (Object.keys(ID_PREFIX) as Scope[]).filter((kind) => text.startsWith(`${ID_PREFIX[kind]}-`));
  const other = kinds.sort((a, b) => ID_PREFIX[b].length - ID_PREFIX[a].length)[0];
  if (other && other !== scope) return `${text} is a ${NOUN[other]}, not a ${NOUN[scope]}.`;
  return `The id of a ${NOUN[scope]} is "${prefix}-" and 8 or 17 of 0-9 and a-f, such as ${exampleId(scope)}.`;
}

/** API reference of CloudWatch Logs, CreateLogGroup. */
export const checkLogGroup: Rule = (text) => {
  if (text === "") return "Give the name of the log group, such as /vpc/flow-logs.";
  if (text.length > 512) return "A log group's name has at most 512 characters.";
  if (!/^[A-Za-z0-9_/.#-]+$/.test(text)) return "A log group's name has only letters, digits and _ - / . # in it.";
  if (text.startsWith("aws/")) return 'A log group\'s name cannot start with "aws/".';
  return null;
};

const BUCKET_PREFIXES = ["xn--", "sthree-", "amzn-s3-demo-"];
const BUCKET_SUFFIXES = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"];

/** S3 user guide, "General purpose bucket naming rules". */
export const checkBucket: Rule = (text) => {
  if (text === "") return "Give the name of the bucket.";
  if (/[A-Z]/.test(text)) return "A bucket's name has no capital letters.";
  if (text.length < 3 || text.length > 63) return "A bucket's name has 3 to 63 characters.";
  if (!/^[a-z0-9.-]+$/.test(text)) return "A bucket's name has only small letters, digits, dots and hyphens in it.";
  if (!/^[a-z0-9].*[a-z0-9]$/.test(text)) return "A bucket's name starts and ends with a letter or digit.";
  if (text.includes("..")) return "A bucket's name has no two dots in a row.";
  if (/^\d+\.\d+\.\d+\.\d+$/.test(text)) return "A bucket's name cannot look like an IP address.";
  const reserved =
    BUCKET_PREFIXES.find((start) => text.startsWith(start)) ?? BUCKET_SUFFIXES.find((end) => text.endsWith(end));
  return reserved ? `"${reserved}" is reserved by AWS in bucket names.` : null;
};

/**
 * A folder in a bucket. S3 allows more; `*`, `?` and `$` would be wildcards or variables in the policy that names it.
 * "AWSLogs" is reserved for the folder that AWS makes (VPC user guide, "Create a flow log that publishes to S3").
 */
export const checkPrefix: Rule = (text) => {
  if (text === "") return null;
  if (text.length > 512) return "The folder has at most 512 characters.";
  if (/^\/|\/$|\/\//.test(text)) return "Write the folder without slashes at its ends, such as logs/vpc.";
  if (!/^[A-Za-z0-9!_.'()=/-]+$/.test(text)) return "The folder has only letters, digits and ! - _ . ' ( ) = / in it.";
  if (text.split("/").includes("AWSLogs")) return 'The folder cannot be named "AWSLogs": AWS makes that one itself.';
  return null;
};

const ROLE_ARN = /^arn:aws(?:-[a-z]+)*:iam::\d{12}:role\/[\w+=,.@/-]+$/;

/** True when the text is the ARN of a role, and not a name. */
export const isArn = (text: string): boolean => text.startsWith("arn:");

export const checkRoleArn: Rule = (text) =>
  ROLE_ARN.test(text) && text.length <= 2048 ? null : "A role's ARN looks like arn:aws:iam::123456789012:role/NAME.";

/** IAM user guide, "IAM and AWS STS quotas": 64 characters of letters, digits and +=,.@_- . */
export const checkRole: Rule = (text) => {
  if (text === "") return "Give the role that may deliver to the log group: a name, or the ARN of one that exists.";
  if (isArn(text)) return checkRoleArn(text);
  if (text.length > 64) return "A role's name has at most 64 characters.";
  return /^[\w+=,.@-]+$/.test(text) ? null : "A role's name has only letters, digits and + = , . @ _ - in it.";
};
