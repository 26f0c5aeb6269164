import { Kbd } from "@/components/ui";
import { SHORTCUTS } from "./shortcuts";

/** The keys with what they do; loaded when somebody asks for them. */
export default function KeyList() {
  return (
    <dl className="grid grid-cols-[auto_1fr] items-center gap-x-6 gap-y-1.5 text-data">
      {SHORTCUTS.map(({ keys, does }) => (
        <div key={keys} className="contents">
          <dt className="justify-self-end">
            <Kbd keys={keys} />
          </dt>
          <dd className="text-muted">{does}</dd>
        </div>
      ))}
    </dl>
  );
}
