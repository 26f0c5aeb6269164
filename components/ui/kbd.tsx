/** Keys as they are pressed: `g o` is two keys one after the other, `Ctrl-K` both at once. Given as `keys`, or as the content. */
export function Kbd({ keys, children }: { keys?: string; children?: string }) {
  return (
    <span className="inline-flex items-center gap-1">
      {(keys ?? children ?? "").split(" ").map((key) => (
        <kbd
          key={key}
          className="inline-flex h-5 min-w-5 items-center justify-center rounded border border-line-strong bg-sunken px-1 font-mono text-[11px] text-muted"
        >
          {key}
        </kbd>
      ))}
    </span>
  );
}
