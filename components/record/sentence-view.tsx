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

/** A sentence in which the values of the record stand out. */
export function SentenceView({ sentence }: { sentence: readonly Piece[] }) {
  return placed(sentence).map(({ piece, at }) =>
    piece.column ? (
      <strong key={at} className="figures font-medium text-[0.93em]">
        {piece.text}
      </strong>
    ) : (
      <span key={at}>{piece.text}</span>
    ),
  );
}
