import type { GitHub } from '../client/client.ts';
import { statusOf, troubleOf } from '../client/request-failure.ts';

/** Makes the labels that are missing, so that they have a colour and a meaning. A refusal is no reason to say nothing. */
export async function ensureLabels(github: GitHub, names: readonly string[]): Promise<void> {
  for (const name of names) {
    try {
      await github.octokit.rest.issues.getLabel({ ...github.at, name });
    } catch (error) {
      if (statusOf(error) !== 404) return passOver(github, error);
      await create(github, name);
    }
  }
}

async function create(github: GitHub, name: string): Promise<void> {
  try {
    const description = 'An orchestrated spec waits for a human here';
    await github.octokit.rest.issues.createLabel({ ...github.at, name, color: 'd93f0b', description });
  } catch (error) {
    passOver(github, error);
  }
}

function passOver(github: GitHub, error: unknown): void {
  if (troubleOf(error, github.now()).kind === 'out-of-reach') throw error;
}
