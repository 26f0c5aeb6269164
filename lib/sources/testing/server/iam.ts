import { AwsFault } from "./fault";
import type { Form } from "./form";
import type { Caller } from "./identity";
import type { XmlValue } from "./xml";

/** A role as it was made: its policies as parsed JSON. */
export interface Role {
  readonly name: string;
  readonly arn: string;
  readonly created: string;
  readonly trust: unknown;
  readonly policies: Map<string, unknown>;
}

function document(form: Form, name: string): unknown {
  try {
    return JSON.parse(form.text(name) ?? "");
  } catch {
    throw new AwsFault("MalformedPolicyDocument", `${name} is not valid JSON`);
  }
}

/** The roles of the account, as far as setting up a flow log needs them. */
export class Roles {
  readonly byName = new Map<string, Role>();

  has(arn: string): boolean {
    return [...this.byName.values()].some((role) => role.arn === arn);
  }

  /** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
  create(caller: Caller, form: Form, now: number): XmlValue {
    const name = form.text("RoleName");
    if (!name || !/^[\w+=,.@-]{1,64}$/.test(name)) throw new AwsFault("ValidationError", "RoleName is not valid");
    if (this.byName.has(name)) {
      throw new AwsFault("EntityAlreadyExists", `Role with name ${name} already exists.`, 409);
    }
    const path = form.text("Path") ?? "/";
    const role: Role = {
      name,
      arn: `arn:aws:iam::${caller.account}:role${path}${name}`,
      created: new Date(now).toISOString(),
      trust: document(form, "AssumeRolePolicyDocument"),
      policies: new Map(),
    };
    this.byName.set(name, role);
    return { Role: describe(role, path) };
  }

  /** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html */
  putPolicy(form: Form): XmlValue {
    const name = form.text("PolicyName");
    if (!name) throw new AwsFault("ValidationError", "PolicyName is required");
    this.#role(form).policies.set(name, document(form, "PolicyDocument"));
    return {};
  }

  /** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html */
  get(form: Form): XmlValue {
    return { Role: describe(this.#role(form), "/") };
  }

  #role(form: Form): Role {
    const name = form.text("RoleName") ?? "";
    const role = this.byName.get(name);
    if (!role) throw new AwsFault("NoSuchEntity", `The role with name ${name} cannot be found.`, 404);
    return role;
  }
}

function describe(role: Role, path: string): XmlValue {
  return {
    Path: path,
    RoleName: role.name,
    RoleId: "AROADBQP57FF2AEXAMPLE",
    Arn: role.arn,
    CreateDate: role.created,
    AssumeRolePolicyDocument: encodeURIComponent(JSON.stringify(role.trust)),
  };
}
