/**
 * Collects the values of one SQL statement. A value never becomes part of the text: `bind` returns a
 * ClickHouse placeholder (`{p0:UInt16}`) and keeps the value to be sent beside it.
 */
export class SqlParams {
  readonly values: Record<string, unknown> = {};
  #count = 0;

  /**
   * @param value the value; arrays for `Array(...)` types.
   * @param type its ClickHouse type, written by our own code, never by a user.
   * @returns the placeholder to put into the statement.
   */
  bind(value: unknown, type: string): string {
    const name = `p${this.#count++}`;
    this.values[name] = value;
    return `{${name}:${type}}`;
  }
}
