import { withoutRuns } from '../report/pages/links.ts';
import { BODY_LIMIT } from '../report/pages/markdown.ts';
import { withSection } from '../report/pages/markers.ts';
import { isDraftFor, pullRequestBody, pullRequestTitle } from '../report/pages/pull-request/pull-request-body.ts';
import type { ReportContext } from '../report/types.ts';
import type { Progress } from '../run-events/types.ts';
import type { GitHubClient } from './client/client.ts';
import { createOnce, noRetry } from './client/create-once.ts';
import { refusalDetails, statusOf, toRequestFailure } from './client/request-failure.ts';
import { listPullRequests } from './list-pull-requests.ts';
import type { PlatformLink } from './types.ts';

export interface PullRequestSettings {
  readonly mode: 'draft' | 'ready' | 'off';
  /** null: the default branch. */
  readonly base: string | null;
  readonly continuesFrom: (commit: string) => Promise<boolean>;
  readonly warn: (message: string) => void;
}

/** The pull request of the work branch. */
export interface PullRequest {
  /** null: none yet, none wanted, or none to be had. */
  readonly link: PlatformLink | null;
  /** Opens it if there is something to show, and brings its body up to date. */
  sync(progress: Progress, context: ReportContext): Promise<PlatformLink | null>;
}

export function createPullRequest(github: GitHubClient, settings: PullRequestSettings): PullRequest {
  return new WorkBranchPullRequest(github, settings);
}

class WorkBranchPullRequest implements PullRequest {
  readonly #github: GitHubClient;
  readonly #settings: PullRequestSettings;
  #link: PlatformLink | null = null;
  #base: string | null;
  #disabled: boolean;

  constructor(github: GitHubClient, settings: PullRequestSettings) {
    this.#github = github;
    this.#settings = settings;
    this.#base = settings.base;
    this.#disabled = settings.mode === 'off';
  }

  get link(): PlatformLink | null {
    return this.#link;
  }

  async sync(progress: Progress, context: ReportContext): Promise<PlatformLink | null> {
    if (this.#disabled) return this.#link;
    const data = await this.#openPull(progress, context);
    if (data === null) return this.#link;
    const { octokit, repo } = this.#github;
    const { mode, warn } = this.#settings;
    const body = await this.#body(data.body, progress, context);
    // Where to look is not news by itself: a run that found nothing to do leaves the links to the one that did.
    const isNews =
      progress.run.iterations > 0 ? body !== data.body : withoutRuns(body) !== withoutRuns(data.body ?? '');
    if (isNews) await octokit.rest.pulls.update({ ...repo, pull_number: data.number, body });
    const isOwn = data.user.login === (await this.#github.whoAmI());
    const isComplete =
      progress.outcome === 'complete' && progress.done >= progress.total && !isDraftFor(progress.leftOpen);
    if (isComplete && isDraft(data, this.#github) && isOwn && mode === 'draft')
      await markReady(this.#github, data, warn);
    return this.#link;
  }

  /** What was merged or closed since this run found it shows nothing that is done from then on. */
  async #openPull(progress: Progress, context: ReportContext): Promise<ApiPullRequest | null> {
    const { octokit, repo } = this.#github;
    const read = async () => {
      this.#link ??= await this.#findOrOpen(progress, context);
      if (this.#link === null) return null;
      return (await octokit.rest.pulls.get({ ...repo, pull_number: this.#link.number })).data;
    };
    const known = this.#link;
    const pull = await read();
    if (known === null || pull?.state !== 'closed') return pull;
    this.#link = null;
    const next = await read();
    this.#link ??= known;
    return next;
  }

  async #findOrOpen(progress: Progress, context: ReportContext): Promise<PlatformLink | null> {
    const head = progress.branch;
    if (head === null) return null;
    const { octokit, repo, now } = this.#github;
    this.#base ??= (await octokit.rest.repos.get(repo)).data.default_branch;
    const branches = { head, base: this.#base };
    if (head === branches.base) return this.#disable(`${head} is the base branch itself: no pull request is opened`);
    const found = await this.#find(branches, progress);
    if (found !== null || this.#disabled || !hasCheckpoint(progress)) return found;
    const texts = { title: pullRequestTitle(progress), body: await this.#body(null, progress, context) };
    const openOne = async (): Promise<PlatformLink> => {
      const pull = await this.#open({ branches, texts, progress }, this.#settings.mode === 'draft');
      if (pull === null) throw new NoCommitsYet();
      return pull;
    };
    try {
      return await createOnce(this.#github, () => this.#find(branches, progress), openOne);
    } catch (error) {
      if (error instanceof NoCommitsYet) return null;
      if (toRequestFailure(error, now()).kind === 'out-of-reach') throw error;
      return this.#disable(refusalMessage(error, this.#github));
    }
  }

  async #find({ head, base }: Branches, progress: Progress): Promise<PlatformLink | null> {
    const pulls = await listPullRequests(this.#github, { head, base, state: 'all' });
    const openPull = pulls.find(({ state }) => state === 'open');
    if (openPull !== undefined) return { number: openPull.number, url: openPull.html_url };
    const [newest] = pulls;
    // What was merged is past, and so is a branch that was deleted, and made anew since; what a person closed is their word.
    if (newest === undefined) return null;
    if (newest.merged_at !== null || !(await this.#settings.continuesFrom(newest.head.sha))) {
      // Nothing to show since: whatever became of it, it was the last one.
      if (isUnchangedSince(progress, newest.closed_at)) this.#disabled = true;
      return null;
    }
    return this.#disable(
      `pull request #${newest.number} of ${head} was closed: it is left as is, and no other is opened. Reopen it to continue there.`,
    );
  }

  /** null: nothing to show yet. */
  async #open(order: PullRequestOrder, draft: boolean): Promise<PlatformLink | null> {
    const { octokit, repo } = this.#github;
    const { branches, texts, progress } = order;
    const kind = draft ? draftFields(texts, this.#github) : {};
    try {
      if (await isEmpty(this.#github, branches)) return null;
      const { data } = await octokit.rest.pulls.create({ ...repo, ...branches, ...texts, ...kind, request: noRetry });
      return { number: data.number, url: data.html_url };
    } catch (error) {
      const details = refusalDetails(error);
      if (draft && /draft pull requests are not supported/i.test(details)) {
        this.#settings.warn('this repository does not support draft pull requests: a regular one is opened');
        return this.#open(order, false);
      }
      if (/already exists/i.test(details)) return this.#find(branches, progress);
      // The next checkpoint will have commits.
      if (isTooEarly(error, this.#github)) return null;
      throw error;
    }
  }

  async #body(body: string | null, progress: Progress, context: ReportContext): Promise<string> {
    const { forge } = this.#github;
    const startsNoWorkflows = forge.name === 'GitHub' && (await this.#github.whoAmI()) === forge.jobLogin;
    const whole = { ...context, startsNoWorkflows };
    return withSection(body, progress.spec, (limit) => pullRequestBody(progress, whole, limit), BODY_LIMIT);
  }

  #disable(why: string): null {
    this.#disabled = true;
    this.#settings.warn(why);
    return null;
  }
}

interface Branches {
  readonly head: string;
  readonly base: string;
}

interface PullRequestOrder {
  readonly branches: Branches;
  readonly texts: { readonly title: string; readonly body: string };
  readonly progress: Progress;
}

/** Nothing is open, and no unit was done later. */
function isUnchangedSince({ done, total, units }: Progress, at: string | null): boolean {
  // GitHub's times have whole seconds.
  const time = at === null ? Number.NaN : Date.parse(at) + 999;
  return done >= total && !units.some(({ completedAt }) => completedAt !== null && !(Date.parse(completedAt) <= time));
}

class NoCommitsYet extends Error {}

/** There is no such branch, or no commit on it. */
function isTooEarly(error: unknown, { forge }: GitHubClient): boolean {
  if (forge.opensEmptyPullRequests) return statusOf(error) === 404;
  const details = refusalDetails(error);
  return /no commits between/i.test(details) || (statusOf(error) === 422 && /"field":"head"/.test(details));
}

/** Where the server would open one all the same. */
async function isEmpty({ octokit, repo, forge }: GitHubClient, { head, base }: Branches): Promise<boolean> {
  if (!forge.opensEmptyPullRequests) return false;
  try {
    const basehead = `${base}...${head}`;
    return (await octokit.rest.repos.compareCommitsWithBasehead({ ...repo, basehead })).data.total_commits === 0;
  } catch (error) {
    // There is no such branch yet, which the next request says too, or no such question.
    if (statusOf(error) === 404) return false;
    throw error;
  }
}

type ApiPullRequest = Awaited<ReturnType<GitHubClient['octokit']['rest']['pulls']['get']>>['data'];

function draftFields({ title }: { readonly title: string }, { forge: { draftPrefix } }: GitHubClient) {
  return draftPrefix === null ? { draft: true } : { title: `${draftPrefix}${title}` };
}

function isDraft({ title, draft }: ApiPullRequest, { forge: { draftPrefix } }: GitHubClient): boolean {
  return draftPrefix === null ? draft === true : title.startsWith(draftPrefix);
}

/** REST has no way out of draft; needs `contents: write` too (https://github.com/cli/cli/issues/8910). */
async function markReady(
  github: GitHubClient,
  { node_id: id, number, title }: ApiPullRequest,
  warn: (message: string) => void,
): Promise<void> {
  const { octokit, repo, forge } = github;
  try {
    if (forge.draftPrefix !== null) {
      await octokit.rest.pulls.update({ ...repo, pull_number: number, title: title.slice(forge.draftPrefix.length) });
      return;
    }
    await octokit.graphql(
      'mutation ($id: ID!) { markPullRequestReadyForReview(input: { pullRequestId: $id }) { pullRequest { isDraft } } }',
      { id },
    );
  } catch (error) {
    const failure = toRequestFailure(error, github.now());
    if (failure.kind === 'out-of-reach') throw error;
    warn(
      `pull request #${number} could not be marked ready for review (${failure.message}): mark it yourself, or give the workflow contents: write and pull-requests: write`,
    );
  }
}

function hasCheckpoint(progress: Progress): boolean {
  return progress.run.commits.length > 0 || progress.units.some(({ commit }) => commit !== null);
}

function refusalMessage(error: unknown, { forge, now }: GitHubClient): string {
  const { message } = toRequestFailure(error, now());
  return /not permitted to create/i.test(message)
    ? 'no pull request: the repository does not allow GitHub Actions to open any. Allow it under Settings, Actions, General, "Allow GitHub Actions to create and approve pull requests", or set pull-request: off. The run continues.'
    : `no pull request: ${forge.name} refused it: ${message}. The run continues.`;
}
