import { setTimeout as sleep } from 'node:timers/promises';

/** Shortly before the runner's own limit (jest.config.js) ends a test without saying what it waited for, ms. */
const LAST_WORDS_MS = 115_000;

/** Resolves with what `look` saw when `holds` says so: the event that is waited for is another process's. */
export async function until<T>(
  look: () => T | Promise<T>,
  holds: (seen: T) => boolean = Boolean,
  words: () => string = () => '',
): Promise<T> {
  const end = Date.now() + LAST_WORDS_MS;
  for (;;) {
    const seen = await look();
    if (holds(seen)) return seen;
    if (Date.now() > end) throw new Error(`It never came: ${words()} (last seen: ${JSON.stringify(seen)})`);
    await sleep(10);
  }
}
