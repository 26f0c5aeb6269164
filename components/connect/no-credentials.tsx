import Link from "next/link";
import { CodeBlock } from "@/components/setup";

const WAYS = [
  [
    "IAM Identity Center",
    "Log in, then start Flowglass with that profile.",
    "aws sso login --profile NAME\nAWS_PROFILE=NAME npm start",
  ],
  [
    "A profile",
    "One of ~/.aws/config or ~/.aws/credentials. Without a name, AWS takes the profile default.",
    "AWS_PROFILE=NAME npm start",
  ],
  [
    "The environment",
    "Keys that another tool has put there, such as temporary ones.",
    "export AWS_ACCESS_KEY_ID=...\nexport AWS_SECRET_ACCESS_KEY=...\nexport AWS_SESSION_TOKEN=...\nnpm start",
  ],
] as const;

/** How to give Flowglass credentials. There is no form for keys: they stay where AWS's own tools keep them. */
export function NoCredentials() {
  return (
    <div className="flex flex-col gap-4 text-data">
      <div className="max-w-[76ch]">
        <p className="font-medium text-body">Flowglass found no AWS credentials where it runs</p>
        <p className="mt-1 text-muted">
          It uses what the AWS SDK finds there, and stores no keys. Give it one of these, then start it again. On an EC2
          instance, in ECS or in EKS it takes the role of the machine by itself.
        </p>
      </div>
      <div className="grid gap-3 lg:grid-cols-3">
        {WAYS.map(([title, about, text]) => (
          <div key={title} className="flex min-w-0 flex-col gap-1.5">
            <h3 className="font-medium">{title}</h3>
            <p className="text-muted lg:min-h-10">{about}</p>
            <CodeBlock label={`Commands for: ${title}`} caption="Shell" text={text} />
          </div>
        ))}
      </div>
      <p className="text-muted">
        For another account, give the credentials here a role there: choose "Use a role" above. What Flowglass needs is
        written by{" "}
        <Link href="/sources/setup?show=reader" className="text-accent underline underline-offset-4">
          Set up a flow log, Policy for Flowglass
        </Link>
        .
      </p>
    </div>
  );
}
