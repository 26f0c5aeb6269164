import { isIP } from "node:net";
import { findField } from "@/lib/flow";

const DIGITS = /^\d{1,20}$/;

export const isAddress = (token: string): boolean => isIP(token) !== 0;
export const isAction = (token: string): boolean => token === "ACCEPT" || token === "REJECT";
export const isStatus = (token: string): boolean => token === "OK" || token === "NODATA" || token === "SKIPDATA";
/** Unix seconds or milliseconds between 2001 and 2103. */
export const isEpoch = (token: string): boolean => /^[1-4]\d{9}(\d{3})?$/.test(token);

/** How the values of a text field look, where AWS gives them a form. */
const FORMS: Record<string, RegExp> = {
  "account-id": /^(\d{9,14}|unknown)$/,
  "interface-id": /^eni-/,
  "vpc-id": /^vpc-/,
  "subnet-id": /^subnet-/,
  "instance-id": /^i-/,
  type: /^(IPv4|IPv6|EFA)$/,
  region: /^[a-z]{2,3}(-[a-z]+)+-\d+$/,
  "az-id": /^[a-z0-9]+-[a-z]*az\d+$/,
  "sublocation-type": /^(wavelength|outpost|localzone)$/,
  "sublocation-id": /^[a-z]/,
  "pkt-src-aws-service": /^[A-Z][A-Z0-9_]+$/,
  "pkt-dst-aws-service": /^[A-Z][A-Z0-9_]+$/,
  "flow-direction": /^(ingress|egress)$/,
  "traffic-path": /^[1-8]$/,
  "tcp-flags": /^\d{1,3}$/,
  "resource-type": /^TransitGateway/,
  "tgw-id": /^tgw-(?!attach)/,
  "tgw-attachment-id": /^tgw-attach-/,
  "tgw-pair-attachment-id": /^tgw-attach-/,
  "tgw-src-vpc-account-id": /^\d{9,14}$/,
  "tgw-dst-vpc-account-id": /^\d{9,14}$/,
  "tgw-src-vpc-id": /^vpc-/,
  "tgw-dst-vpc-id": /^vpc-/,
  "tgw-src-subnet-id": /^subnet-/,
  "tgw-dst-subnet-id": /^subnet-/,
  "tgw-src-eni": /^eni-/,
  "tgw-dst-eni": /^eni-/,
  "tgw-src-az-id": /-az\d+$/,
  "tgw-dst-az-id": /-az\d+$/,
  "resource-id": /^nat-/,
  "encryption-status": /^[0-3]$/,
  "interface-type": /^[a-z_]+$/,
  "next-hop-interface-type": /^[a-z_]+$/,
  "next-hop-interface-id": /^eni-/,
  "next-hop-subnet-id": /^subnet-/,
  "next-hop-az-id": /-az\d+$/,
  "next-hop-vpc-id": /^vpc-/,
  "ecs-cluster-arn": /^arn:/,
  "ecs-container-instance-arn": /^arn:/,
  "ecs-task-definition-arn": /^arn:/,
  "ecs-task-arn": /^arn:/,
  "ecs-cluster-name": /^(?!arn:)/,
  "ecs-service-name": /^(?!arn:)/,
};

/** May this value stand in this field, as the parser sees it? */
export function isValid(name: string, token: string): boolean {
  const field = findField(name);
  if (!field) return true;
  if (field.kind === "time") return /^\d{1,16}$/.test(token);
  if (token === "-") return true;
  switch (field.kind) {
    case "address":
      return isAddress(token);
    case "port":
      return DIGITS.test(token) && Number(token) <= 65_535;
    case "number":
    case "protocol":
    case "flags":
      return DIGITS.test(token);
    default:
      if (name === "action") return isAction(token);
      if (name === "log-status") return isStatus(token);
      return true;
  }
}

/** Does this value look like one of this field? Stricter than `isValid`; for telling orders apart. */
export function looksLike(name: string, token: string): boolean {
  if (name === "start" || name === "end") return isEpoch(token);
  if (token === "-") return true;
  if (name === "version") return /^([2-9]|1\d)$/.test(token);
  if (name === "protocol") return Number(token) <= 255 && DIGITS.test(token);
  const form = FORMS[name];
  return form ? form.test(token) : isValid(name, token);
}
