"use client";

import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { usePreferences } from "@/components/providers/preferences";
import { cx, IconButton, Tooltip } from "@/components/ui";
import { useView } from "@/components/view";
import { Logo } from "./logo";
import { currentOf, PAGES } from "./pages";
import { SettingsMenu } from "./settings-menu";

/** The pages, at the left of a wide screen, as icons alone on a tablet. Links keep the filter and the range. */
export function Rail() {
  const { rail, set } = usePreferences();
  const { href } = useView();
  const pathname = usePathname();
  const narrow = rail === "narrow";
  return (
    <nav
      aria-label="Pages"
      className={cx(
        "no-print sticky top-0 z-20 hidden h-dvh shrink-0 flex-col border-r bg-surface md:flex",
        narrow ? "w-(--rail-width-collapsed)" : "w-(--rail-width) max-lg:w-(--rail-width-collapsed)",
      )}
    >
      <div className="flex h-(--bar-height) items-center gap-2.5 border-b px-4">
        <Logo className="size-5 shrink-0" />
        {narrow ? null : <span className="font-semibold text-body tracking-tight max-lg:hidden">Flowglass</span>}
      </div>
      <ul className="flex grow flex-col gap-0.5 p-2">
        {PAGES.map((page) => {
          const { path, label, icon: Icon, key } = page;
          const current = currentOf(page, pathname);
          const link = (
            <Link
              href={href(path)}
              aria-current={current}
              aria-label={narrow ? label : undefined}
              className={cx(
                "flex h-8 items-center gap-2.5 rounded-control px-2.5 text-data",
                current ? "bg-selected font-medium text-text" : "text-muted hover:bg-hover hover:text-text",
              )}
            >
              <Icon aria-hidden className={cx("size-4 shrink-0", current && "text-accent")} />
              {narrow ? null : <span className="max-lg:sr-only">{label}</span>}
            </Link>
          );
          return (
            <li key={path}>
              {narrow ? (
                <Tooltip content={label} shortcut={`g ${key}`} side="right">
                  {link}
                </Tooltip>
              ) : (
                link
              )}
            </li>
          );
        })}
      </ul>
      <div className={cx("flex gap-1 border-t p-2", narrow ? "flex-col" : "items-center justify-between")}>
        <SettingsMenu labelled={!narrow} />
        <IconButton
          label={narrow ? "Show labels" : "Show icons only"}
          className="max-lg:hidden"
          aria-expanded={!narrow}
          onClick={() => set({ rail: narrow ? "wide" : "narrow" })}
        >
          {narrow ? (
            <PanelLeftOpen aria-hidden className="size-4" />
          ) : (
            <PanelLeftClose aria-hidden className="size-4" />
          )}
        </IconButton>
      </div>
    </nav>
  );
}

/** The pages, at the bottom of a phone. */
export function BottomBar() {
  const { href } = useView();
  const pathname = usePathname();
  return (
    <nav
      aria-label="Pages"
      className="no-print fixed inset-x-0 bottom-0 z-20 flex overflow-x-auto border-t bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {PAGES.map((page) => {
        const { path, label, icon: Icon } = page;
        const current = currentOf(page, pathname);
        return (
          <Link
            key={path}
            href={href(path)}
            aria-current={current}
            className={cx(
              "flex h-14 min-w-14 grow basis-0 flex-col items-center justify-center gap-1 text-label tracking-tight",
              current ? "font-medium text-text" : "text-muted",
            )}
          >
            <Icon aria-hidden className={cx("size-5", current && "text-accent")} />
            {label}
          </Link>
        );
      })}
      <SettingsMenu large />
    </nav>
  );
}
