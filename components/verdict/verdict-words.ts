import type { Verdict } from "@/lib/api/contract";

/** Verdict codes of the investigation contract, in the few words that fit into a table. */
const WORDS: Readonly<Record<Verdict["code"], string>> = {
  incomplete_data: "Undecided: records missing",
  blocked_public_access: "VPC Block Public Access",
  blocked_encryption_control: "VPC encryption control",
  changed: "Rules changed",
  reply_blocked_nacl_outbound: "Network ACL, reply going out",
  reply_blocked_nacl_inbound: "Network ACL, reply coming in",
  late_packet: "Late packet, harmless",
  asymmetric_return: "Reply took another way",
  unsolicited_reply: "Backscatter, harmless",
  blocked_security_group: "Security group",
  blocked_nacl_likely: "Network ACL, likely",
  blocked_sg_or_nacl: "Undecided: security group or network ACL",
  allowed_refused: "Accepted, the host refuses",
  allowed_no_reply: "Accepted, no reply",
  allowed: "Accepted",
};

/** A verdict's code in words. */
export const verdictWords = (code: Verdict["code"]): string => WORDS[code];

/** True for codes that say that the log cannot tell. */
export const isUndecided = (code: Verdict["code"]): boolean =>
  code === "blocked_sg_or_nacl" || code === "incomplete_data";
