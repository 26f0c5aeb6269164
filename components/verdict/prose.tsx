import { Fragment } from "react";
import { WholeAddress } from "@/components/ui/whole-address";

/** Ids of AWS, addresses, and times: read as one piece, so not broken at a hyphen. */
const VALUE =
  /(\b(?:eni|subnet|vpc|nat|fl|i)-[\w]+|\d{1,3}(?:\.\d{1,3}){3}|\d{4}-\d\d-\d\d(?: \d\d:\d\d(?::\d\d)?)?|[\da-f]{0,4}(?::[\da-f]{0,4}){3,7})/i;

const DATE = /^\d{4}-\d\d-/;

/** Plain words in which ids and addresses stand out and stay whole; times stay whole. */
export function Prose({ text }: { text: string }) {
  let at = 0;
  return text.split(VALUE).map((part, index) => {
    const key = at;
    at += part.length;
    if (index % 2 === 0) return <Fragment key={`text ${key}`}>{part}</Fragment>;
    if (DATE.test(part)) {
      return (
        <span key={`time ${key}`} className="whitespace-nowrap">
          {part}
        </span>
      );
    }
    return (
      <span key={`value ${key}`} className="figures text-[0.93em]">
        <WholeAddress text={part} />
      </span>
    );
  });
}
