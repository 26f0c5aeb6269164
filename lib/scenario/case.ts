import type { Label, Stage, Traits } from "./stage";

/** One labelled story: what it needs, and how it is played on a stage. */
export interface Case {
  /** Begins with the verdict that it is about. */
  readonly name: string;
  /** The protocols that it makes sense for; default TCP, UDP and ICMP. */
  readonly protocols?: readonly (6 | 17 | 1)[];
  /** Traits that it needs; the seed chooses the others. */
  readonly needs?: Partial<Omit<Traits, "protocol">>;
  readonly play: (stage: Stage) => Label & { readonly port?: number };
}
