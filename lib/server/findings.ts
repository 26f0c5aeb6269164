import { FindingsService } from "../detect/service";
import type { Engine } from "../engine/engine";

// Next bundles handlers apart from the server that starts them: the global object is shared, a module variable is not.
const KEY = Symbol.for("flowglass.findings");
type Holder = { [KEY]?: WeakMap<Engine, FindingsService> };

/** The findings of an engine's store; made on first use. */
export function findingsOf(engine: Engine): FindingsService {
  const holder = globalThis as Holder;
  holder[KEY] ??= new WeakMap();
  const known = holder[KEY].get(engine);
  if (known) return known;
  const service = new FindingsService(engine);
  holder[KEY].set(engine, service);
  return service;
}
