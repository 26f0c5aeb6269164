/** A ClickHouse server, and what to ask it for. */
export interface ServerAddress {
  /** `http://HOST:PORT` or `https://HOST:PORT`. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** The cluster that tables are made on; null is this one server. */
  readonly cluster: string | null;
  /** Certificates (PEM) that are trusted in place of the system's; null is the system's. */
  readonly ca: Buffer | null;
}
