"use client";

import { Check, Copy } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { Button } from "@/components/ui";

/** Creates a flow log of a VPC that delivers to S3, with the fields that tell most; the words in capitals are to be replaced. */
const COMMAND = `aws ec2 create-flow-logs \\
  --resource-type VPC \\
  --resource-ids VPC-ID \\
  --traffic-type ALL \\
  --max-aggregation-interval 60 \\
  --log-destination-type s3 \\
  --log-destination arn:aws:s3:::BUCKET`;

const FETCH = "aws s3 sync s3://BUCKET/AWSLogs ./flow-logs";

/** How to make a flow log, for somebody who has none yet. */
export function MakeLog() {
  return (
    <div className="space-y-3 text-data text-muted">
      <p>
        Put your VPC's id and a bucket of yours into this AWS CLI command. AWS starts to deliver after about ten
        minutes.
      </p>
      <Command text={COMMAND} label="Copy the command that creates a flow log" />
      <p>
        <Link href="/sources/setup" className="text-accent underline underline-offset-4">
          Set up a flow log
        </Link>{" "}
        writes the whole of it, for CloudWatch Logs too: role, policies, log group, and the fields that tell more.
      </p>
      <p>Later, fetch what was delivered, and drop the folder here.</p>
      <Command text={FETCH} label="Copy the command that fetches the files" />
    </div>
  );
}

function Command({ text, label }: { text: string; label: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard?.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  };
  return (
    <div className="flex items-start gap-2 rounded-control border bg-sunken p-2">
      <pre className="figures min-w-0 grow whitespace-pre-wrap break-words text-label text-text">{text}</pre>
      <Button size="small" variant="quiet" aria-label={label} onClick={() => void copy()}>
        {copied ? <Check aria-hidden className="size-3.5" /> : <Copy aria-hidden className="size-3.5" />}
        {copied ? "Copied" : "Copy"}
      </Button>
    </div>
  );
}
