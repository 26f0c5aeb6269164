/** The keys of the frame, for the listener and for the list that `?` shows. */
export const SHORTCUTS: readonly { readonly keys: string; readonly does: string }[] = [
  { keys: "/", does: "Edit the filter" },
  { keys: "t", does: "Choose the time range" },
  { keys: "l", does: "Follow the last 15 minutes" },
  { keys: "z", does: "Zoom out" },
  { keys: "r", does: "Refresh" },
  { keys: "g o", does: "Go to Overview" },
  { keys: "g e", does: "Go to Explore" },
  { keys: "g r", does: "Go to Rejections" },
  { keys: "g f", does: "Go to Findings" },
  { keys: "g t", does: "Go to Topology" },
  { keys: "g s", does: "Go to Sources" },
  { keys: "j", does: "Next row" },
  { keys: "k", does: "Row before" },
  { keys: "Enter", does: "Open the row" },
  { keys: "Esc", does: "Close what is open" },
  { keys: "Ctrl-K", does: "Go to or do: pages, hosts, commands (Cmd-K on a Mac)" },
  { keys: "?", does: "This list" },
];

/** True while a key belongs to what is being typed into, or to an open window. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button", "submit"].includes(target.type);
  return target.closest("[role=dialog], [role=menu], [role=listbox]") !== null;
}
