import { BODY_LIMIT } from '../report/pages/markdown.ts';
import { withSection } from '../report/pages/markers.ts';
import { pullRequestBody, pullRequestTitle } from '../report/pages/pull-request-body.ts';
import type { ReportContext } from '../report/types.ts';
import type { Progress } from '../run-events/types.ts';
import type { GitHubClient } from './client/client.ts';
import { createOnce, noRetry } from './client/create-once.ts';
import { refusalDetails, statusOf, toRequestFailure } from './client/request-failure.ts';
import type { PlatformLink } from './types.ts';

export interface PullRequestSettings {
  readonly mode: 'draft' | 'ready' | 'off';
  /** null: the default branch. */
  readonly base: string | null;
  readonly warn: (message: string) => void;
}

/** The pull request of the work branch. */
export interface PullRequest {
  /** null: none yet, none wanted, or none to be had. */
  readonly link: PlatformLink | null;
  /** Opens it if there is something to show, and brings its body up to date. */
  sync(progress: Progress, context: ReportContext): Promise<PlatformLink | null>;
}

interface PullRequestLink {
  readonly number: number;
  readonly url: string;
}

export function createPullRequest(github: GitHubClient, settings: PullRequestSettings): PullRequest {
  const { octokit, repo } = github;
  let current: PullRequestLink | null = null;
  let base = settings.base;
  let disabled = settings.mode === 'off';

  const disable = (why: string): null => {
    disabled = true;
    settings.warn(why);
    return null;
  };

  async function findPullRequest(head: string, baseBranch: string): Promise<PullRequestLink | null> {
    const pulls = await octokit.paginate(octokit.rest.pulls.list, {
      ...repo,
      head: `${repo.owner}:${head}`,
      base: baseBranch,
      state: 'all',
      sort: 'created',
      direction: 'desc',
      per_page: 100,
    });
    const openPull = pulls.find(({ state }) => state === 'open');
    if (openPull !== undefined) return { number: openPull.number, url: openPull.html_url };
    const [newest] = pulls;
    // What was merged is past, and more work may follow it; what a person closed is their word.
    if (newest === undefined || newest.merged_at !== null) return null;
    return disable(
      `pull request #${newest.number} of ${head} was closed: it is left as it is, and no other is opened. Reopen it to go on there.`,
    );
  }

  async function openPullRequest(
    progress: Progress,
    head: string,
    baseBranch: string,
    draft: boolean,
    body: string,
  ): Promise<PullRequestLink | null> {
    try {
      const title = pullRequestTitle(progress);
      const { data } = await octokit.rest.pulls.create({
        ...repo,
        title,
        head,
        base: baseBranch,
        body,
        draft,
        request: noRetry,
      });
      return { number: data.number, url: data.html_url };
    } catch (error) {
      const details = refusalDetails(error);
      if (draft && /draft pull requests are not supported/i.test(details)) {
        settings.warn('this repository has no draft pull requests: an ordinary one is opened');
        return openPullRequest(progress, head, baseBranch, false, body);
      }
      if (/already exists/i.test(details)) return findPullRequest(head, baseBranch);
      // Nothing to show yet: the next checkpoint will.
      if (/no commits between/i.test(details) || (statusOf(error) === 422 && /"field":"head"/.test(details)))
        return null;
      throw error;
    }
  }

  async function findOrOpenPullRequest(progress: Progress, context: ReportContext): Promise<PullRequestLink | null> {
    const head = progress.branch;
    if (head === null) return null;
    base ??= (await octokit.rest.repos.get(repo)).data.default_branch;
    const baseBranch = base;
    if (head === baseBranch) return disable(`${head} is the base itself: no pull request is opened`);
    const found = await findPullRequest(head, baseBranch);
    if (found !== null || disabled || !hasCheckpoint(progress)) return found;
    const body = withSection(null, progress.spec, (limit) => pullRequestBody(progress, context, limit), BODY_LIMIT);
    const openOnce = (): Promise<PullRequestLink> =>
      createOnce(
        github,
        () => findPullRequest(head, baseBranch),
        async () => {
          const pull = await openPullRequest(progress, head, baseBranch, settings.mode === 'draft', body);
          if (pull === null) throw new NoCommitsYet();
          return pull;
        },
      );
    try {
      return await openOnce();
    } catch (error) {
      if (error instanceof NoCommitsYet) return null;
      if (toRequestFailure(error, github.now()).kind === 'out-of-reach') throw error;
      return disable(refusalMessage(error, github.now()));
    }
  }

  return {
    get link() {
      return current;
    },
    async sync(progress, context) {
      if (disabled) return current;
      current ??= await findOrOpenPullRequest(progress, context);
      if (current === null) return null;
      const { data } = await octokit.rest.pulls.get({ ...repo, pull_number: current.number });
      const body = withSection(
        data.body,
        progress.spec,
        (limit) => pullRequestBody(progress, context, limit),
        BODY_LIMIT,
      );
      if (body !== data.body) await octokit.rest.pulls.update({ ...repo, pull_number: current.number, body });
      const isOwn = data.user.login === (await github.whoAmI());
      const isComplete = progress.outcome === 'complete' && progress.done >= progress.total;
      if (isComplete && data.draft && isOwn && settings.mode === 'draft') {
        await markReady(github, data.node_id, current.number, settings.warn);
      }
      return current;
    },
  };
}

class NoCommitsYet extends Error {}

/** REST has no way out of draft; needs `contents: write` too (https://github.com/cli/cli/issues/8910). */
async function markReady(
  github: GitHubClient,
  id: string,
  number: number,
  warn: (message: string) => void,
): Promise<void> {
  try {
    await github.octokit.graphql(
      'mutation ($id: ID!) { markPullRequestReadyForReview(input: { pullRequestId: $id }) { pullRequest { isDraft } } }',
      { id },
    );
  } catch (error) {
    const failure = toRequestFailure(error, github.now());
    if (failure.kind === 'out-of-reach') throw error;
    warn(
      `pull request #${number} could not be marked ready for review (${failure.message}): do it there, or give the workflow contents: write and pull-requests: write`,
    );
  }
}

function hasCheckpoint(progress: Progress): boolean {
  return progress.run.commits.length > 0 || progress.units.some(({ commit }) => commit !== null);
}

function refusalMessage(error: unknown, now: number): string {
  const { message } = toRequestFailure(error, now);
  return /not permitted to create/i.test(message)
    ? 'no pull request: the repository does not let GitHub Actions open any. Allow it under Settings, Actions, General, "Allow GitHub Actions to create and approve pull requests", or set pull-request: off. The run goes on.'
    : `no pull request: GitHub refused it: ${message}. The run goes on.`;
}
