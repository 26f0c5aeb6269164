import { Fragment } from "react";

const isIpv6 = (text: string): boolean => /:.*:/.test(text);

/** An address or an id that stays in one piece; an IPv6 address, where there is no room for it, ends its line at a colon. */
export function WholeAddress({ text }: { text: string }) {
  if (!isIpv6(text)) return <span className="whitespace-nowrap">{text}</span>;
  let end = 0;
  return text.split(/(?<=:)/).map((part) => {
    end += part.length;
    return (
      <Fragment key={end}>
        {part}
        <wbr />
      </Fragment>
    );
  });
}
