/** The mark: flows through a pane, one of them stopped. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true" className={className} fill="none">
      <rect x="0.75" y="0.75" width="18.5" height="18.5" rx="4.25" stroke="currentColor" strokeWidth="1.5" />
      <path d="M4 6.5h12M4 10h8" stroke="var(--accept)" strokeWidth="2" strokeLinecap="round" />
      <path d="M4 13.5h4.5" stroke="var(--reject)" strokeWidth="2" strokeLinecap="round" />
      <path d="M11.5 11.75v3.5" stroke="var(--reject)" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}
