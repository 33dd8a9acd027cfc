import { BODY_LIMIT } from '../report/pages/markdown.ts';
import { withSection } from '../report/pages/markers.ts';
import { pullRequestBody, pullRequestTitle, type ReportContext } from '../report/pages/pull-request-body.ts';
import type { Progress } from '../run-events/types.ts';
import type { GitHub } from './client/client.ts';
import { noRetry, once } from './client/create-once.ts';
import { refusalWords, statusOf, troubleOf } from './client/request-failure.ts';
import type { HubPlace } from './types.ts';

export interface PullRequestSettings {
  readonly mode: 'draft' | 'ready' | 'off';
  /** null: the default branch. */
  readonly base: string | null;
  readonly warn: (message: string) => void;
}

/** The pull request of the work branch. */
export interface PullRequest {
  /** null: none yet, none wanted, or none to be had. */
  readonly place: HubPlace | null;
  /** Opens it if there is something to show, and brings its body up to date. */
  sync(progress: Progress, context: ReportContext): Promise<HubPlace | null>;
}

interface Known {
  readonly number: number;
  readonly url: string;
}

export function createPullRequest(github: GitHub, settings: PullRequestSettings): PullRequest {
  const { octokit, at } = github;
  let known: Known | null = null;
  let base = settings.base;
  let gaveUp = settings.mode === 'off';

  const giveUp = (why: string): null => {
    gaveUp = true;
    settings.warn(why);
    return null;
  };

  async function find(head: string, onto: string): Promise<Known | null> {
    const pulls = await octokit.paginate(octokit.rest.pulls.list, {
      ...at,
      head: `${at.owner}:${head}`,
      base: onto,
      state: 'all',
      sort: 'created',
      direction: 'desc',
      per_page: 100,
    });
    const open = pulls.find(({ state }) => state === 'open');
    if (open !== undefined) return { number: open.number, url: open.html_url };
    const [newest] = pulls;
    // What was merged is past, and more work may follow it; what a person closed is their word.
    if (newest === undefined || newest.merged_at !== null) return null;
    return giveUp(
      `pull request #${newest.number} of ${head} was closed: it is left as it is, and no other is opened. Reopen it to go on there.`,
    );
  }

  async function open(
    progress: Progress,
    head: string,
    onto: string,
    draft: boolean,
    body: string,
  ): Promise<Known | null> {
    try {
      const title = pullRequestTitle(progress);
      const { data } = await octokit.rest.pulls.create({
        ...at,
        title,
        head,
        base: onto,
        body,
        draft,
        request: noRetry,
      });
      return { number: data.number, url: data.html_url };
    } catch (error) {
      const words = refusalWords(error);
      if (draft && /draft pull requests are not supported/i.test(words)) {
        settings.warn('this repository has no draft pull requests: an ordinary one is opened');
        return open(progress, head, onto, false, body);
      }
      if (/already exists/i.test(words)) return find(head, onto);
      // Nothing to show yet: the next checkpoint will.
      if (/no commits between/i.test(words) || (statusOf(error) === 422 && /"field":"head"/.test(words))) return null;
      throw error;
    }
  }

  async function locate(progress: Progress, context: ReportContext): Promise<Known | null> {
    const head = progress.branch;
    if (head === null) return null;
    base ??= (await octokit.rest.repos.get(at)).data.default_branch;
    const onto = base;
    if (head === onto) return giveUp(`${head} is the base itself: no pull request is opened`);
    const found = await find(head, onto);
    if (found !== null || gaveUp || !hasCheckpoint(progress)) return found;
    const body = withSection(null, progress.spec, (room) => pullRequestBody(progress, context, room), BODY_LIMIT);
    const opened = (): Promise<Known> =>
      once(
        github,
        () => find(head, onto),
        async () => {
          const pull = await open(progress, head, onto, settings.mode === 'draft', body);
          if (pull === null) throw new NothingYet();
          return pull;
        },
      );
    try {
      return await opened();
    } catch (error) {
      if (error instanceof NothingYet) return null;
      if (troubleOf(error, github.now()).kind === 'out-of-reach') throw error;
      return giveUp(refusal(error, github.now()));
    }
  }

  return {
    get place() {
      return known;
    },
    async sync(progress, context) {
      if (gaveUp) return known;
      known ??= await locate(progress, context);
      if (known === null) return null;
      const { data } = await octokit.rest.pulls.get({ ...at, pull_number: known.number });
      const body = withSection(
        data.body,
        progress.spec,
        (room) => pullRequestBody(progress, context, room),
        BODY_LIMIT,
      );
      if (body !== data.body) await octokit.rest.pulls.update({ ...at, pull_number: known.number, body });
      const ours = data.user.login === (await github.whoAmI());
      const whole = progress.outcome === 'complete' && progress.done >= progress.total;
      if (whole && data.draft && ours && settings.mode === 'draft') {
        await markReady(github, data.node_id, known.number, settings.warn);
      }
      return known;
    },
  };
}

class NothingYet extends Error {}

/** REST has no way out of draft; needs `contents: write` too (https://github.com/cli/cli/issues/8910). */
async function markReady(github: GitHub, id: string, number: number, warn: (message: string) => void): Promise<void> {
  try {
    await github.octokit.graphql(
      'mutation ($id: ID!) { markPullRequestReadyForReview(input: { pullRequestId: $id }) { pullRequest { isDraft } } }',
      { id },
    );
  } catch (error) {
    const trouble = troubleOf(error, github.now());
    if (trouble.kind === 'out-of-reach') throw error;
    warn(
      `pull request #${number} could not be marked ready for review (${trouble.message}): do it there, or give the workflow contents: write and pull-requests: write`,
    );
  }
}

function hasCheckpoint(progress: Progress): boolean {
  return progress.run.commits.length > 0 || progress.units.some(({ commit }) => commit !== null);
}

function refusal(error: unknown, now: number): string {
  const { message } = troubleOf(error, now);
  return /not permitted to create/i.test(message)
    ? 'no pull request: the repository does not let GitHub Actions open any. Allow it under Settings, Actions, General, "Allow GitHub Actions to create and approve pull requests", or set pull-request: off. The run goes on.'
    : `no pull request: GitHub refused it: ${message}. The run goes on.`;
}
