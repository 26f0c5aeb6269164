/** One record in a drawer: its sentence, its conversation, its facts, and what surrounds it. */
export { RecordDrawer } from "./record-drawer";
export { RECORD_PARAM, useRecordParam } from "./use-record-param";
