import type { Links } from '../report/pages/links.ts';
import { stepSummary } from '../report/pages/step-summary.ts';
import type { ReportContext } from '../report/types.ts';
import type { ChangeSize, Log, Progress } from '../run-events/types.ts';
import type { Halt } from '../state/types.ts';
import type { GitHubClient } from './client/client.ts';
import { toRequestFailure } from './client/request-failure.ts';
import { dispatchWorkflow, type WorkflowDispatchTarget } from './dispatch-workflow.ts';
import { listOpenHalts } from './halts/find-halt.ts';
import { findReply } from './halts/find-reply.ts';
import { closeHaltReport, type HaltReportSettings, type HaltTarget, postHalt } from './halts/halt-report.ts';
import { listOpenPullRequests } from './list-pull-requests.ts';
import { summaryWarning } from './no-platform.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { createPullRequest, type PullRequest } from './pull-request.ts';
import { createQuestionsPage } from './questions-page.ts';
import type { GitHubPlatform, HaltReply, IssueOrPullRequest, OpenHalt, PlatformLink, QuestionsPage } from './types.ts';

export interface GitHubPlatformOptions {
  readonly github: GitHubClient;
  readonly links: Links;
  /** Name of the spec: one platform, one spec. */
  readonly spec: string;
  /** Base of the pull request; null: the default branch. */
  readonly base: string | null;
  /** Whether the work branch goes on from this commit, where a closed pull request ended. */
  readonly continuesFrom: (commit: string) => Promise<boolean>;
  /** What commits changed, for those who review them. */
  readonly commitSizes: (commits: readonly string[]) => Promise<ReadonlyMap<string, ChangeSize>>;
  readonly settings: {
    readonly pullRequest: 'draft' | 'ready' | 'off';
    readonly haltReport: 'auto' | 'issue' | 'pull-request';
    readonly haltLabels: readonly string[];
    readonly haltAssignees: readonly string[];
    readonly resumeCommand: string;
  };
  readonly startedFrom: IssueOrPullRequest | null;
  /** null: no workflow to start again. */
  readonly dispatchTarget: WorkflowDispatchTarget | null;
  readonly log: Log;
  /** Shows the step summary's text of this spec. */
  readonly writeStepSummary: (markdown: string) => Promise<void>;
}

/** Bodies change with every unit; people do not read faster than this, and 300 units must fit into an hour's requests. */
const MIN_UPDATE_INTERVAL_MS = 60_000;

/** GitHub for one spec's run. */
export function createGitHubPlatform(options: GitHubPlatformOptions): GitHubPlatform {
  return new GitHubRunPlatform(options);
}

class GitHubRunPlatform implements GitHubPlatform {
  readonly #options: GitHubPlatformOptions;
  readonly #outbox: Outbox;
  readonly #pullRequest: PullRequest;
  readonly #haltReport: HaltReportSettings;
  readonly questions: QuestionsPage;
  readonly #warnedTopics = new Set<string>();
  /** By commit, which never changes. */
  readonly #sizes = new Map<string, ChangeSize>();
  #lastUpdate: { readonly at: number; readonly progressKey: string } | null = null;

  constructor(options: GitHubPlatformOptions) {
    const { github, links, settings, base, continuesFrom } = options;
    const warn = (message: string) => this.#warn(message);
    this.#options = options;
    this.#outbox = createOutbox(github, warn);
    this.#pullRequest = createPullRequest(github, { mode: settings.pullRequest, base, continuesFrom, warn });
    this.#haltReport = {
      links,
      resumeCommand: settings.resumeCommand,
      labels: settings.haltLabels,
      assignees: settings.haltAssignees,
      warn,
    };
    this.questions = createQuestionsPage({
      github,
      spec: options.spec,
      settings: this.#haltReport,
      outbox: this.#outbox,
    });
  }

  async reportHalt(halt: Halt, progress: Progress): Promise<PlatformLink | null> {
    const description = `the halt of ${halt.task ?? this.#options.spec}`;
    return this.#outbox.send(`halt ${halt.id}`, description, () => this.#postHalt(halt, progress));
  }

  async closeHalt(halt: Halt, commit: string | null): Promise<void> {
    const { github, spec } = this.#options;
    const closeReport = (): Promise<void> =>
      closeHaltReport(github, this.#haltReport, spec, halt, commit, this.#pullRequest.link?.number ?? null);
    await this.#outbox.send(`settled ${halt.id}`, `the end of the halt of ${halt.task ?? spec}`, closeReport);
  }

  async reportProgress(progress: Progress): Promise<PlatformLink | null> {
    const { github } = this.#options;
    const undeliveredBefore = this.undelivered().join('\n');
    await this.#updateStepSummary(progress);
    const progressKey = progressKeyOf(progress);
    // Another run goes on with the spec: the pull request is its to tell of.
    if (progress.paused?.reason === 'raced') return this.#pullRequest.link;
    const last = this.#lastUpdate;
    const isDue = last?.progressKey !== progressKey || github.now() - last.at >= MIN_UPDATE_INTERVAL_MS;
    if (isDue || this.#pullRequest.link === null) {
      const sync = async (): Promise<true> => {
        await this.#syncPullRequest(progress);
        return true;
      };
      const delivered = await this.#outbox.send('progress', 'the progress of the spec', sync);
      // What could not be said is due again at once.
      this.#lastUpdate = delivered ? { at: github.now(), progressKey } : null;
    }
    if (this.undelivered().join('\n') !== undeliveredBefore) await this.#updateStepSummary(progress);
    return this.#pullRequest.link;
  }

  async dispatchNextRun(): Promise<string | null> {
    const { github, dispatchTarget } = this.#options;
    if (dispatchTarget === null) return 'no branch or tag is known that the workflow of this run comes from';
    return dispatchWorkflow(github, dispatchTarget);
  }

  async findReply(halt: Halt): Promise<HaltReply> {
    const { github, spec, settings } = this.#options;
    try {
      return await findReply(github, { spec, resumeCommand: settings.resumeCommand }, halt);
    } catch (error) {
      this.#warn(
        `could not read from ${github.forge.name} whether the halt was answered: ${toRequestFailure(error, github.now()).message}`,
      );
      return { kind: 'open' };
    }
  }

  async openHalts(): Promise<readonly OpenHalt[]> {
    const { github, spec } = this.#options;
    try {
      return await listOpenHalts(github, spec);
    } catch (error) {
      const { message } = toRequestFailure(error, github.now());
      this.#warn(`could not read from ${github.forge.name} which halts are open: ${message}`, 'open halts');
      return [];
    }
  }

  async openPullRequests(branches: readonly string[]): Promise<readonly string[]> {
    const { github, base } = this.#options;
    try {
      return await listOpenPullRequests(github, branches, base);
    } catch (error) {
      const { message } = toRequestFailure(error, github.now());
      this.#warn(
        `could not read from ${github.forge.name} which pull requests are open: ${message}`,
        'open pull requests',
      );
      return [];
    }
  }

  undelivered(): readonly string[] {
    return this.#outbox.undelivered();
  }

  async #postHalt(halt: Halt, progress: Progress): Promise<PlatformLink> {
    const { github, settings, startedFrom } = this.#options;
    const post = (targets: readonly HaltTarget[]) => postHalt(github, this.#haltReport, halt, progress, targets);
    // The pull request may be the place: it must be known, and may have to be opened.
    const preferPullRequest = settings.haltReport === 'pull-request' || startedFrom?.kind === 'pull-request';
    if (preferPullRequest)
      await this.#syncPullRequest(progress).catch((error: unknown) => rethrowUnlessRefused(github, error));
    try {
      return await post(haltTargets(this.#options, this.#pullRequest.link?.number ?? null));
    } catch (error) {
      if (this.#pullRequest.link !== null || settings.haltReport === 'issue') throw error;
      rethrowUnlessRefused(github, error);
    }
    // No issue is to be had, and the pull request was not looked for yet.
    const link = await this.#syncPullRequest(progress);
    if (link === null) throw new Error('there is no issue and no pull request to report it in');
    return post([link.number]);
  }

  async #syncPullRequest(progress: Progress): Promise<PlatformLink | null> {
    return this.#pullRequest.sync(progress, await this.#context(progress));
  }

  async #updateStepSummary(progress: Progress): Promise<void> {
    try {
      const context = { ...(await this.#context(progress)), pullRequest: this.#pullRequest.link?.url ?? null };
      await this.#options.writeStepSummary(stepSummary(progress, context));
    } catch (error) {
      this.#warn(summaryWarning(error));
    }
  }

  async #context({ units }: Progress): Promise<ReportContext> {
    const { links, settings, base, commitSizes } = this.#options;
    const news = units.flatMap(({ commit }) => (commit === null || this.#sizes.has(commit) ? [] : [commit]));
    for (const [commit, size] of news.length === 0 ? [] : await commitSizes(news)) this.#sizes.set(commit, size);
    return {
      links,
      base,
      sizes: this.#sizes,
      resumeCommand: settings.resumeCommand,
      undelivered: this.undelivered(),
      runAtWork: 'this-run',
    };
  }

  /** The same trouble is met again and again, and said once. `topic`: what it is about, where its words vary. */
  #warn(message: string, topic = message): void {
    if (!this.#warnedTopics.has(topic)) this.#options.log.emit({ kind: 'warning', message });
    this.#warnedTopics.add(topic);
  }
}

function progressKeyOf({ outcome, halt }: Progress): string {
  return `${outcome} ${halt?.id} ${halt?.url}`;
}

function rethrowUnlessRefused(github: GitHubClient, error: unknown): void {
  if (toRequestFailure(error, github.now()).kind === 'out-of-reach') throw error;
}

/** Where a halt may be told, best first. Whoever started the run from the pull request looks there. */
function haltTargets({ settings, startedFrom }: GitHubPlatformOptions, pullRequest: number | null): HaltTarget[] {
  const preferPullRequest =
    settings.haltReport === 'pull-request' ||
    (startedFrom?.kind === 'pull-request' && startedFrom.number === pullRequest);
  if (settings.haltReport === 'issue') return ['issue'];
  if (pullRequest === null) return ['issue'];
  return preferPullRequest ? [pullRequest, 'issue'] : ['issue', pullRequest];
}
