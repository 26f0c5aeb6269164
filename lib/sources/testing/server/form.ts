/**
 * The parameters of a request in AWS's query protocol, where lists and structures are flattened into names such as
 * `Filter.1.Value.2`.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/Query-Requests.html
 */
export class Form {
  readonly #values: ReadonlyMap<string, string>;

  constructor(values: Iterable<readonly [string, string]>) {
    this.#values = new Map(values);
  }

  /** Reads an `application/x-www-form-urlencoded` body. */
  static parse(body: string): Form {
    return new Form(new URLSearchParams(body));
  }

  text(name: string): string | undefined {
    return this.#values.get(name);
  }

  number(name: string): number | undefined {
    const text = this.#values.get(name);
    return text === undefined ? undefined : Number(text);
  }

  flag(name: string): boolean | undefined {
    const text = this.#values.get(name);
    return text === undefined ? undefined : text === "true";
  }

  /** The values of `name.1`, `name.2` and so on. */
  list(name: string): string[] {
    const out: string[] = [];
    for (let n = 1; ; n++) {
      const value = this.#values.get(`${name}.${n}`);
      if (value === undefined) return out;
      out.push(value);
    }
  }

  /** The structures of `name.1.…`, `name.2.…` and so on. */
  structures(name: string): Form[] {
    const out: Form[] = [];
    for (let n = 1; ; n++) {
      const inner = this.structure(`${name}.${n}`);
      if (!inner) return out;
      out.push(inner);
    }
  }

  /** The structure of `name.…`, or null when nothing of it was sent. */
  structure(name: string): Form | null {
    const prefix = `${name}.`;
    const inside = [...this.#values].filter(([key]) => key.startsWith(prefix));
    if (inside.length === 0) return null;
    return new Form(inside.map(([key, value]) => [key.slice(prefix.length), value] as const));
  }

  /** Everything as it was sent, for the record of calls. */
  toJSON(): Record<string, string> {
    return Object.fromEntries(this.#values);
  }
}
