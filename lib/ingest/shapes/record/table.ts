import { fieldOfName, isTimeName } from "./names";
import { timeText, type ValueWriter, valueWriter } from "./values";

/** One field of a table's rows and the column it is read from. */
interface TableField {
  readonly column: number;
  readonly write: ValueWriter;
}

/**
 * Turns rows of a table with a field in each column into flow-log lines. Columns that are no field's are left out;
 * of two columns for one field, the one with the field's own name counts. Without start and end, the start is taken
 * from the event's time, which CloudWatch Logs sets to it.
 */
export class RecordTable {
  readonly fields: readonly string[];
  private readonly columns: readonly TableField[];
  private readonly timeColumn: number;

  constructor(names: readonly string[]) {
    const chosen = new Map<string, { column: number; exact: boolean }>();
    names.forEach((name, column) => {
      const field = fieldOfName(name);
      if (!field) return;
      const before = chosen.get(field.name);
      if (!before || (field.exact && !before.exact)) chosen.set(field.name, { column, exact: field.exact });
    });
    this.columns = [...chosen].map(([name, { column }]) => ({ column, write: valueWriter(name) }));
    const timed = chosen.has("start") || chosen.has("end");
    this.timeColumn = timed ? -1 : names.findIndex(isTimeName);
    this.fields = [...chosen.keys(), ...(this.timeColumn >= 0 ? ["start"] : [])];
  }

  /** The flow-log line of a row. */
  line(cells: readonly unknown[]): string {
    let text = "";
    for (const { column, write } of this.columns)
      text += text === "" ? write(cells[column]) : ` ${write(cells[column])}`;
    if (this.timeColumn >= 0) text += ` ${startOf(cells[this.timeColumn])}`;
    return text;
  }
}

/** Unix seconds of an event's time. */
export function startOf(value: unknown): string {
  return typeof value === "number" ? valueWriter("start")(value) : timeText(String(value ?? "-").trim());
}
