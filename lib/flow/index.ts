/** The flow-log record: its fields, formats, and the vocabulary of protocols, ports and flags. */
export { type Field, type FieldKind, NO_ADDRESS, type StoredType } from "./field";
export { FIELDS, field, findField } from "./fields";
export { DEFAULT_FORMAT, KNOWN_FORMATS, parseFormat, printFormat, TRANSIT_GATEWAY_FORMAT } from "./formats";
