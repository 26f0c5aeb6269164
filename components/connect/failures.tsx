import { Button } from "@/components/ui";
import type { AwsFailure } from "@/lib/api/contract";

/** What one could do about each kind of failure. A missing permission says so itself. */
const ADVICE: Readonly<Record<AwsFailure["kind"], string | null>> = {
  permission: "Add it to the policy of the user or role that Flowglass runs as.",
  no_credentials: null,
  expired: null,
  credentials: null,
  network: "Check the region and the way out of this machine.",
  throttled: null,
  other: null,
};

interface FailuresProps {
  failures: readonly AwsFailure[];
  /** What is not shown because of them. */
  consequence: string;
  onRetry: () => void;
}

/** Calls that AWS refused, each with the IAM action it needs. */
export function Failures({ failures, consequence, onRetry }: FailuresProps) {
  if (failures.length === 0) return null;
  const [first] = failures;
  const advice = first ? ADVICE[first.kind] : null;
  return (
    <div
      role="alert"
      className="flex flex-wrap items-start justify-between gap-3 rounded-control bg-warning-soft px-3 py-2 text-data"
    >
      <div className="min-w-0 max-w-[90ch]">
        <ul>
          {failures.map(({ action, kind, message }) => (
            <li key={`${kind} ${action}`} className="break-words text-warning">
              {message}
            </li>
          ))}
        </ul>
        <p className="mt-0.5">
          {advice ? `${advice} ` : ""}
          {consequence}
        </p>
      </div>
      <Button size="small" onClick={onRetry}>
        Try again
      </Button>
    </div>
  );
}
