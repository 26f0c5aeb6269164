import { AwsFault } from "./fault";
import type { Form } from "./form";
import type { Caller, Identities } from "./identity";
import type { XmlValue } from "./xml";

/** @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
function getCallerIdentity(_: Identities, caller: Caller): XmlValue {
  return { Arn: caller.arn, UserId: "AIDACKCEVSQ6C2EXAMPLE", Account: caller.account };
}

/** @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
function assumeRole(identities: Identities, caller: Caller, form: Form): XmlValue {
  const roleArn = form.text("RoleArn");
  const name = form.text("RoleSessionName");
  const seconds = form.number("DurationSeconds") ?? 3600;
  if (!roleArn || !name) throw new AwsFault("ValidationError", "RoleArn and RoleSessionName are required");
  if (seconds < 900 || seconds > 43_200) {
    throw new AwsFault("ValidationError", "The requested DurationSeconds is not between 900 and 43200");
  }
  const session = identities.assume(caller, roleArn, name, seconds, form.text("ExternalId"));
  return {
    AssumedRoleUser: {
      AssumedRoleId: `AROAEXAMPLE:${name}`,
      Arn: `${roleArn.replace(":role/", ":assumed-role/")}/${name}`,
    },
    Credentials: {
      AccessKeyId: session.accessKeyId,
      SecretAccessKey: session.secretAccessKey,
      SessionToken: session.sessionToken,
      Expiration: new Date(session.expires).toISOString(),
    },
  };
}

export const STS_ACTIONS = new Map([
  ["GetCallerIdentity", getCallerIdentity],
  ["AssumeRole", assumeRole],
]);
