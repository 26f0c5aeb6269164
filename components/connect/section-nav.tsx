"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cx } from "@/components/ui";
import { useView } from "@/components/view";

const PLACES = [
  ["/sources", "Sources"],
  ["/sources/connect", "Connect AWS"],
  ["/sources/ask", "Ask in place"],
  ["/sources/setup", "Set up"],
] as const;

/** The pages about where records come from. */
export function SectionNav() {
  const pathname = usePathname();
  const { href } = useView();
  return (
    <nav aria-label="Where records come from" className="flex overflow-x-auto border-b sm:gap-1">
      {PLACES.map(([path, label]) => (
        <Link
          key={path}
          href={href(path)}
          aria-current={pathname === path ? "page" : undefined}
          className={cx(
            "-mb-px flex h-9 items-center whitespace-nowrap border-b-2 px-2 text-data max-sm:px-1.5",
            pathname === path ? "border-accent text-text" : "border-transparent text-muted hover:text-text",
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
