import { hostsOf } from "@/components/host/host-href";
import { HostLink } from "@/components/host/host-link";
import { parseAddress } from "@/lib/filter/address";
import type { Piece } from "@/lib/record";

/** Each piece with the place where it begins, which names it for React. */
function placed(sentence: readonly Piece[]): { piece: Piece; at: number }[] {
  let at = 0;
  return sentence.map((piece) => {
    const start = at;
    at += piece.text.length;
    return { piece, at: start };
  });
}

/** A value of the record; an address or an interface leads to its page. */
function HostName({ column, text }: { column: string; text: string }) {
  const [host] = hostsOf(column, text);
  // A sentence may say more than the bare address.
  if (host === undefined || ("addr" in host && parseAddress(text) === undefined)) return text;
  return <HostLink host={host} />;
}

/** A sentence in which the values of the record stand out. */
export function SentenceView({ sentence }: { sentence: readonly Piece[] }) {
  return placed(sentence).map(({ piece, at }) =>
    piece.column ? (
      <strong key={at} className="figures font-medium text-[0.93em]">
        <HostName column={piece.column} text={piece.text} />
      </strong>
    ) : (
      <span key={at}>{piece.text}</span>
    ),
  );
}
