import { setTimeout as sleep } from 'node:timers/promises';

/** Resolves when the condition holds. What a failure shows beside its words is asked for then. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  words: string,
  shown: () => string = () => '',
  withinMs = 25_000,
): Promise<void> {
  const end = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`not within ${withinMs / 1000} s: ${words}\n${shown()}`);
    await sleep(25);
  }
}
