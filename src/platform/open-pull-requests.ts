import type { GitHubClient } from './client/client.ts';

/** Those of the branches of this repository that have an open pull request into `base` (null: into any branch). */
export async function listOpenPullRequests(
  { octokit, repo }: GitHubClient,
  branches: readonly string[],
  base: string | null,
): Promise<readonly string[]> {
  const open = await octokit.paginate(octokit.rest.pulls.list, { ...repo, state: 'open', per_page: 100 });
  const ownName = `${repo.owner}/${repo.repo}`.toLowerCase();
  const heads = open
    .filter((pull) => pull.head.repo?.full_name.toLowerCase() === ownName && (base === null || pull.base.ref === base))
    .map((pull) => pull.head.ref);
  return branches.filter((branch) => heads.includes(branch));
}
