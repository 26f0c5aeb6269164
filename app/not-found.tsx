import Link from "next/link";
import { buttonClass, EmptyState } from "@/components/ui";

export default function NotFound() {
  return (
    <div className="flex min-h-[60vh] items-center justify-center">
      <h1 className="sr-only">There is no page at this address</h1>
      <EmptyState
        title="There is no page at this address"
        actions={
          <Link href="/" className={buttonClass("secondary")}>
            Go to the overview
          </Link>
        }
      >
        The link may be cut short, or the record that it names was deleted with its import.
      </EmptyState>
    </div>
  );
}
