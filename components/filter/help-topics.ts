/** One line of the help: a filter to put in, and what it finds. */
export interface HelpExample {
  readonly filter: string;
  readonly finds: string;
}

/** What the help of the filter bar shows, in the order in which people need it. */
export const HELP_TOPICS: readonly { readonly title: string; readonly examples: readonly HelpExample[] }[] = [
  {
    title: "Just type it",
    examples: [
      { filter: "10.10.1.10", finds: "either side has this address" },
      { filter: "10.0.0.0/8 443", finds: "an address block, and either port is 443" },
      { filter: "REJECT tcp ssh", finds: "refused, TCP, either port is 22" },
    ],
  },
  {
    title: "A field and its value",
    examples: [
      { filter: "srcaddr:10.0.0.0/8 dstport:443", finds: "side by side means and" },
      { filter: "dstport:(22 or 3389)", finds: "one of a list" },
      { filter: "dstport:1024..65535", finds: "a range, both ends included" },
      { filter: "bytes>=10MB", finds: "at least; also > < <=" },
      { filter: "interface-id:eni-0a1*", finds: "text that begins so" },
      { filter: "reject-reason:-", finds: "the field is absent" },
      { filter: "tcp-flags:syn", finds: "this flag is set" },
    ],
  },
  {
    title: "Combine",
    examples: [
      { filter: "not srcaddr:10.0.0.0/8", finds: "everything else" },
      { filter: "(dstport:53 or dstport:123) udp", finds: "parentheses; and binds tighter than or" },
    ],
  },
];
