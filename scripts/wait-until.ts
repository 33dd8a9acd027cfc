import { setTimeout as sleep } from 'node:timers/promises';

const BETWEEN_MS = 25;

/** Resolves when the condition holds; it throws when it never will. */
export async function waitUntil(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(BETWEEN_MS);
}
