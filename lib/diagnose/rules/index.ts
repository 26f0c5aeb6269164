import type { Rule } from "../rule";
import { allowed } from "./allowed";
import { allowedNoReply } from "./allowed-no-reply";
import { allowedRefused } from "./allowed-refused";
import { asymmetricReturn } from "./asymmetric-return";
import { changed } from "./changed";
import { blockedEncryptionControl } from "./encryption-control";
import { latePacket } from "./late-packet";
import { blockedNaclLikely } from "./nacl-likely";
import { blockedPublicAccess } from "./public-access";
import { replyBlockedInbound, replyBlockedOutbound } from "./reply-blocked";
import { blockedSecurityGroup } from "./security-group";
import { blockedSgOrNacl } from "./sg-or-nacl";
import { unsolicitedReply } from "./unsolicited-reply";

/** Every rule, in the order in which they are tried. `incomplete_data` is no rule of its own: it takes the place of one. */
export const RULES: readonly Rule[] = [
  blockedPublicAccess,
  blockedEncryptionControl,
  changed,
  replyBlockedOutbound,
  replyBlockedInbound,
  latePacket,
  asymmetricReturn,
  unsolicitedReply,
  blockedSecurityGroup,
  blockedNaclLikely,
  blockedSgOrNacl,
  allowedRefused,
  allowedNoReply,
  allowed,
];
