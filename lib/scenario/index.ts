/**
 * Labelled conversations: a small network is played packet by packet, logs what it sees as AWS does, and says for each
 * conversation what a careful reader of the log must say. Equal seeds give equal lines.
 */

import { CASES } from "./cases";
import { FORMATS, type FormatName } from "./log";
import { randomOf } from "./random";
import { type Label, Stage, type Traits } from "./stage";

export { FORMATS, type FormatName } from "./log";

/** A conversation to ask about, and its label. */
export interface LabelledConversation extends Label {
  readonly name: string;
  readonly traits: Traits;
  /** The pair in no particular order. */
  readonly a: string;
  readonly b: string;
  readonly client: string;
  /** Null for protocols without ports. */
  readonly port: number | null;
  readonly protocol: number;
}

/** Log lines by format, and what to ask about them. */
export interface Scenario {
  readonly lines: ReadonlyMap<FormatName, readonly string[]>;
  readonly conversations: readonly LabelledConversation[];
}

/** 2026-03-02 00:00:00 UTC: where scenarios begin. */
const BEGIN = 1_772_409_600;

/**
 * Plays every case once, each in a network of its own, with formats, protocols, address families and logged ends chosen by
 * the seed. Addresses and interfaces of different seeds differ, so that several fit into one store.
 * @param seed 0 to 4,095.
 */
export function scenarioOf(seed: number): Scenario {
  const lines = new Map<FormatName, string[]>();
  const conversations: LabelledConversation[] = [];
  for (const [index, one] of CASES.entries()) {
    const number = seed * CASES.length + index;
    const random = randomOf(number * 7919 + 1);
    const ipv6 = one.needs?.ipv6 ?? random.chance(0.3);
    const kind = random.pick<6 | 17 | 1>(one.protocols ?? [6, 6, 17, 1]);
    const traits: Traits = {
      format: one.needs?.format ?? random.pick(["v2", "v3", "v5", "v5", "v8"]),
      ipv6,
      logged: one.needs?.logged ?? random.pick(["both", "server", "client"]),
      clientIn: one.needs?.clientIn ?? random.pick(["internet", "subnet"]),
      protocol: kind === 1 && ipv6 ? 58 : kind,
    };
    // A client on the internet logs nothing, so the server has to.
    const logged = traits.clientIn === "internet" ? ("server" as const) : traits.logged;
    const settings = {
      format: traits.format,
      interval: random.pick([60, 60, 600] as const),
      times: random.pick(["packets", "packets", "intervals"] as const),
    };
    const time = BEGIN + random.int(0, 40) * 600 + random.int(0, 500);
    const stage = new Stage(number, random, { ...traits, logged }, time, settings);
    const label = one.play(stage);
    for (const [format, some] of stage.network.log.lines()) {
      lines.set(format, [...(lines.get(format) ?? []), ...some]);
    }
    const [client, server] = label.ends ?? [stage.client.addr, stage.server.addr];
    const turned = random.chance(0.5);
    conversations.push({
      ...label,
      name: one.name,
      traits: stage.traits,
      a: turned ? server : client,
      b: turned ? client : server,
      client,
      port: traits.protocol === 6 || traits.protocol === 17 ? (label.port ?? stage.port) : null,
      protocol: traits.protocol,
    });
  }
  return { lines, conversations };
}

/** The field list of a format, as the first line of a file has it. */
export function headerOf(format: FormatName): string {
  return FORMATS[format].join(" ");
}
