const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 5_000;
/** Tries while the server does answer: then the script is gone, because another build took this one's place. */
const TRIES = 3;

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** Whether anything answers at all; what it says does not matter. */
async function serverAnswers(): Promise<boolean> {
  return fetch("/api/health", { cache: "no-store" }).then(
    () => true,
    () => false,
  );
}

/**
 * Makes an import that outlives a server that is away: it is tried again until the server answers, so that a page that
 * is open in the meantime waits in place of failing.
 * @param load the import. It may be called several times.
 * @param answers whether the server answers; another one in tests.
 * @throws what `load` throws, when it fails although the server answers
 */
export function patient<Module>(load: () => Promise<Module>, answers = serverAnswers): () => Promise<Module> {
  return async () => {
    let wait = FIRST_WAIT_MS;
    for (let tries = 1; ; ) {
      try {
        return await load();
      } catch (error) {
        if ((await answers()) && ++tries > TRIES) throw error;
        await pause(wait);
        wait = Math.min(LONGEST_WAIT_MS, wait * 2);
      }
    }
  };
}
