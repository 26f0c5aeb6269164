/** One record in plain words: its sentence, its ends, its facts, its place in a conversation. */
export { absentFields, type Fact, type FactGroup, factsOf } from "./facts";
export { axisMoments, type Lanes, type LaneTotals, lanesOf, laneTotals, type Tick } from "./lanes";
export { kindOf, numberOf, type RecordKind, type RecordValue, type RecordValues, textOf } from "./record";
export { type End, hasPorts, type KnownClient, type Roles, rolesOf } from "./roles";
export { type Piece, plainText, recordSentences, recordText } from "./sentence";
export { sayMany, sayPort, sayProtocol, sayWindow } from "./words";
