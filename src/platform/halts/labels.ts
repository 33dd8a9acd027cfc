import type { GitHubClient } from '../client/client.ts';
import { statusOf, toRequestFailure } from '../client/request-failure.ts';

/**
 * Makes the labels that are missing, so that they have a colour and a meaning, and gives what a new issue names them by.
 * A refusal is no reason to say nothing.
 */
export async function ensureLabels(github: GitHubClient, names: readonly string[]): Promise<string[]> {
  const ids: number[] = [];
  for (const name of names) {
    try {
      ids.push(await findOrCreateLabel(github, name));
    } catch (error) {
      rethrowUnlessRefused(github, error);
    }
  }
  // Where a label goes by its id, GitHub's types do not know it.
  return github.forge.labelsBy === 'id' ? (ids as unknown[] as string[]) : [...names];
}

async function findOrCreateLabel({ octokit, repo }: GitHubClient, name: string): Promise<number> {
  try {
    return (await octokit.rest.issues.getLabel({ ...repo, name })).data.id;
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
    const description = 'A spec needs your input here';
    return (await octokit.rest.issues.createLabel({ ...repo, name, color: 'd93f0b', description })).data.id;
  }
}

function rethrowUnlessRefused(github: GitHubClient, error: unknown): void {
  if (toRequestFailure(error, github.now()).kind === 'out-of-reach') throw error;
}
