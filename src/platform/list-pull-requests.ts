import type { GitHubClient } from './client/client.ts';

interface PullRequestFilter {
  /** Branch of this repository; null: any of its branches. */
  readonly head: string | null;
  /** null: any. */
  readonly base: string | null;
  readonly state: 'open' | 'all';
}

/**
 * The pull requests from branches of this repository, newest first. A server that knows no filter gives those of other
 * branches too, and of strangers' forks: so each is looked at.
 */
export async function listPullRequests({ octokit, repo }: GitHubClient, { head, base, state }: PullRequestFilter) {
  const pulls = await octokit.paginate(octokit.rest.pulls.list, {
    ...repo,
    ...(head !== null && { head: `${repo.owner}:${head}` }),
    ...(base !== null && { base }),
    ...(state === 'all' && { sort: 'created' as const, direction: 'desc' as const }),
    state,
    per_page: 100,
  });
  const ownName = `${repo.owner}/${repo.repo}`.toLowerCase();
  return pulls
    .filter((pull) => pull.head.repo?.full_name.toLowerCase() === ownName)
    .filter((pull) => head === null || pull.head.ref === head)
    .filter((pull) => base === null || pull.base.ref === base)
    .sort((a, b) => b.number - a.number);
}

/** Those of the branches of this repository that have an open pull request into `base` (null: into any branch). */
export async function listOpenPullRequests(
  github: GitHubClient,
  branches: readonly string[],
  base: string | null,
): Promise<readonly string[]> {
  const open = await listPullRequests(github, { head: null, base, state: 'open' });
  const heads = open.map((pull) => pull.head.ref);
  return branches.filter((branch) => heads.includes(branch));
}
