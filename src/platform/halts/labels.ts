import type { GitHubClient } from '../client/client.ts';
import { statusOf, toRequestFailure } from '../client/request-failure.ts';

/** Makes the labels that are missing, so that they have a colour and a meaning. A refusal is no reason to say nothing. */
export async function ensureLabels(github: GitHubClient, names: readonly string[]): Promise<void> {
  for (const name of names) {
    try {
      await github.octokit.rest.issues.getLabel({ ...github.repo, name });
    } catch (error) {
      if (statusOf(error) !== 404) return rethrowUnlessRefused(github, error);
      await createLabel(github, name);
    }
  }
}

async function createLabel(github: GitHubClient, name: string): Promise<void> {
  try {
    const description = 'A spec needs your input here';
    await github.octokit.rest.issues.createLabel({ ...github.repo, name, color: 'd93f0b', description });
  } catch (error) {
    rethrowUnlessRefused(github, error);
  }
}

function rethrowUnlessRefused(github: GitHubClient, error: unknown): void {
  if (toRequestFailure(error, github.now()).kind === 'out-of-reach') throw error;
}
