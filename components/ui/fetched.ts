import { patient } from "./patient";

/** Code of a part of the page that is fetched when somebody turns to it. */
export interface Fetched<Module> {
  /** Gives it, fetched once. */
  readonly load: () => Promise<Module>;
  /** Fetches it ahead of its use, as when the pointer comes near. It never fails; `load` tells. */
  readonly ahead: () => void;
}

/** Makes a part of the page be fetched once, at first use, from a server that may be away for a while. */
export function fetched<Module>(load: () => Promise<Module>): Fetched<Module> {
  const wait = patient(load);
  let coming: Promise<Module> | undefined;
  const once = () => {
    coming ??= wait().catch((error: unknown) => {
      coming = undefined;
      throw error;
    });
    return coming;
  };
  return { load: once, ahead: () => void once().catch(() => {}) };
}
