import { AwsFault } from "./fault";
import type { Now } from "./quota";

/** Who asks, and where. */
export interface Caller {
  readonly account: string;
  readonly region: string;
  readonly service: string;
  readonly arn: string;
}

/** A role that `AssumeRole` knows. With an external id, only a caller that names it may take the role. */
export interface AssumableRole {
  readonly arn: string;
  readonly externalId?: string;
}

/** Temporary credentials that `AssumeRole` has given. */
export interface Session {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expires: number;
  readonly roleArn: string;
  readonly name: string;
}

/** The account's own key, which the fake's environment holds. Made up, as in AWS's documentation. */
export const ACCESS_KEY_ID = "AKIAIOSFODNN7EXAMPLE";
export const SECRET_ACCESS_KEY = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

/** How each protocol family calls credentials that are no longer, or never were, valid. */
const CODES = {
  logs: { expired: ["ExpiredTokenException", 400], unknown: ["UnrecognizedClientException", 400] },
  ec2: { expired: ["RequestExpired", 400], unknown: ["AuthFailure", 401] },
  sts: { expired: ["ExpiredToken", 403], unknown: ["InvalidClientTokenId", 403] },
} as const;

const codesOf = (service: string): (typeof CODES)[keyof typeof CODES] =>
  service === "logs" || service === "ec2" ? CODES[service] : CODES.sts;

/** Keys, sessions and what may be done with them. Signatures are not checked. */
export class Identities {
  readonly #sessions = new Map<string, Session>();
  readonly #denied = new Set<string>();
  #keyExpired = false;
  #count = 0;

  constructor(
    private readonly now: Now,
    readonly account: string,
    readonly roles: Map<string, AssumableRole>,
  ) {}

  /** Reads the `Authorization` header of Signature Version 4. Throws the service's own fault. */
  caller(authorization: string | undefined, sessionToken: string | undefined): Caller {
    const scope = /Credential=([^/]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request/.exec(authorization ?? "");
    const [, key = "", region = "", service = ""] = scope ?? [];
    if (!scope) throw new AwsFault("MissingAuthenticationTokenException", "Missing Authentication Token", 403);
    const codes = codesOf(service);
    if (key === ACCESS_KEY_ID) {
      if (this.#keyExpired) throw expired(codes.expired);
      return { account: this.account, region, service, arn: `arn:aws:iam::${this.account}:user/flowglass` };
    }
    const session = this.#sessions.get(key);
    if (!session || session.sessionToken !== sessionToken) {
      throw new AwsFault(codes.unknown[0], "The security token included in the request is invalid.", codes.unknown[1]);
    }
    if (session.expires <= this.now()) throw expired(codes.expired);
    const [account = "", name = ""] = session.roleArn.split(":").slice(4);
    return {
      account,
      region,
      service,
      arn: `arn:aws:sts::${account}:assumed-role/${name.split("/").at(-1)}/${session.name}`,
    };
  }

  /** Credentials of a role for some seconds. Throws AccessDenied for a role that is unknown or not for this caller. */
  assume(caller: Caller, roleArn: string, name: string, seconds: number, externalId: string | undefined): Session {
    const role = this.roles.get(roleArn);
    if (!role || (role.externalId !== undefined && role.externalId !== externalId)) {
      throw new AwsFault(
        "AccessDenied",
        `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
        403,
      );
    }
    const n = ++this.#count;
    const session: Session = {
      accessKeyId: `ASIAEXAMPLE${String(n).padStart(9, "0")}`,
      secretAccessKey: `secret-of-session-${n}`,
      sessionToken: `token-of-session-${n}`,
      expires: this.now() + seconds * 1000,
      roleArn,
      name,
    };
    this.#sessions.set(session.accessKeyId, session);
    return session;
  }

  deny(action: string): void {
    this.#denied.add(action);
  }

  allow(action: string): void {
    this.#denied.delete(action);
  }

  isDenied(action: string): boolean {
    return this.#denied.has(action) || this.#denied.has(`${action.split(":")[0]}:*`);
  }

  /** From now on the account's own key and every session given so far count as expired. */
  expire(): void {
    this.#keyExpired = true;
    for (const session of this.#sessions.values()) {
      this.#sessions.set(session.accessKeyId, { ...session, expires: Number.NEGATIVE_INFINITY });
    }
  }

  /** The account's own key works again, as after a new login. */
  renew(): void {
    this.#keyExpired = false;
  }
}

function expired([code, status]: readonly [string, number]): AwsFault {
  return new AwsFault(code, "The security token included in the request is expired", status);
}
