import type { Engine } from "../engine/engine";
import type { ImportService } from "../ingest/service";
import type { Upkeep } from "../ingest/upkeep";
import type { RetentionService } from "../retention/service";
import type { Settings } from "../settings";
import type { SourceService } from "../sources/service";

/** What the web server's handlers work with. */
export interface Services {
  readonly engine: Engine;
  readonly imports: ImportService;
  readonly sources: SourceService;
  readonly retention: RetentionService;
  readonly upkeep: Upkeep;
  readonly settings: Settings;
  /** The project's folder. */
  readonly root: string;
  /** The product's version. */
  readonly version: string;
}

// Next bundles pages and handlers apart from the server that starts them, so a module variable would exist
// more than once; the global object is shared.
const KEY = Symbol.for("flowglass.services");
type Holder = { [KEY]?: Services };

/** Makes the services known to handlers. Called once, at start. */
export function provideServices(services: Services): void {
  (globalThis as Holder)[KEY] = services;
}

/** The running services. @throws Error when the server was not started through the command line. */
export function getServices(): Services {
  const services = (globalThis as Holder)[KEY];
  if (!services) throw new Error("Start Flowglass with npm start or npm run dev.");
  return services;
}
