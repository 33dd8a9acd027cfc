import type { Links } from '../report/pages/links.ts';
import { stepSummary } from '../report/pages/step-summary.ts';
import type { ReportContext } from '../report/types.ts';
import type { Log, Progress } from '../run-events/types.ts';
import type { GitHubClient } from './client/client.ts';
import { hasWriteAccess } from './client/permissions.ts';
import { toRequestFailure } from './client/request-failure.ts';
import { dispatchWorkflow, type WorkflowDispatchTarget } from './dispatch-workflow.ts';
import { findHalt, listOpenHalts } from './halts/find-halt.ts';
import { closeHaltReport, type HaltReportSettings, type HaltTarget, postHalt } from './halts/halt-report.ts';
import { createOutbox } from './outbox.ts';
import { createPullRequest } from './pull-request.ts';
import type { GitHubPlatform, HaltClosing, IssueOrPullRequest } from './types.ts';

export interface GitHubPlatformOptions {
  readonly github: GitHubClient;
  readonly links: Links;
  /** Name of the spec: one platform, one spec. */
  readonly spec: string;
  /** Base of the pull request; null: the default branch. */
  readonly base: string | null;
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
  /** Shows the step summary's text of this spec; null: nowhere. */
  readonly writeStepSummary: ((markdown: string) => Promise<void>) | null;
}

/** Bodies change with every unit; people do not read faster than this, and 300 units must fit into an hour's requests. */
const MIN_UPDATE_INTERVAL_MS = 60_000;

/** GitHub for one spec's run. */
export function createGitHubPlatform(options: GitHubPlatformOptions): GitHubPlatform {
  const { github, links, spec, settings } = options;
  const warnedTopics = new Set<string>();
  /** The same trouble is met again and again, and said once. `about`: what it is about, where its words vary. */
  const warn = (message: string, topic = message): void => {
    if (!warnedTopics.has(topic)) options.log.emit({ kind: 'warning', message });
    warnedTopics.add(topic);
  };
  const outbox = createOutbox(github, warn);
  const pullRequest = createPullRequest(github, { mode: settings.pullRequest, base: options.base, warn });
  const { resumeCommand } = settings;
  const haltReport: HaltReportSettings = {
    links,
    resumeCommand,
    labels: settings.haltLabels,
    assignees: settings.haltAssignees,
    warn,
  };
  const context = (): ReportContext => ({
    links,
    resumeCommand,
    undelivered: outbox.undelivered(),
    runAtWork: 'this-run',
  });
  let lastUpdate: { readonly at: number; readonly progressKey: string } | null = null;

  const rethrowUnlessRefused = (error: unknown): void => {
    if (toRequestFailure(error, github.now()).kind === 'out-of-reach') throw error;
  };
  const progressKeyOf = ({ outcome, halt }: Progress): string => `${outcome} ${halt?.id} ${halt?.url}`;

  const updateStepSummary = async (progress: Progress): Promise<void> => {
    try {
      await options.writeStepSummary?.(stepSummary(progress, context()));
    } catch (error) {
      warn(`the step summary could not be written: ${error instanceof Error ? error.message : String(error)}`);
    }
  };

  return {
    async reportHalt(halt, progress) {
      const description = `the halt of ${halt.task ?? spec}`;
      return outbox.send(`halt ${halt.id}`, description, async () => {
        // The pull request may be the place: it must be known, and may have to be opened.
        const preferPullRequest =
          settings.haltReport === 'pull-request' || options.startedFrom?.kind === 'pull-request';
        if (preferPullRequest) await pullRequest.sync(progress, context()).catch(rethrowUnlessRefused);
        try {
          return await postHalt(
            github,
            haltReport,
            halt,
            progress,
            haltTargets(options, pullRequest.link?.number ?? null),
          );
        } catch (error) {
          if (pullRequest.link !== null || settings.haltReport === 'issue') throw error;
          rethrowUnlessRefused(error);
        }
        // No issue is to be had, and the pull request was not looked for yet.
        const link = await pullRequest.sync(progress, context());
        if (link === null) throw new Error('there is no issue and no pull request to tell it in');
        return postHalt(github, haltReport, halt, progress, [link.number]);
      });
    },

    async closeHalt(halt, commit) {
      const closeReport = (): Promise<void> =>
        closeHaltReport(github, haltReport, spec, halt, commit, pullRequest.link?.number ?? null);
      await outbox.send(`settled ${halt.id}`, `that the halt of ${halt.task ?? spec} is settled`, closeReport);
    },

    async reportProgress(progress) {
      const undeliveredBefore = outbox.undelivered().join('\n');
      await updateStepSummary(progress);
      const progressKey = progressKeyOf(progress);
      // Another run goes on with the spec: the pull request is its to tell of.
      if (progress.paused?.reason === 'raced') return pullRequest.link;
      const isDue = lastUpdate?.progressKey !== progressKey || github.now() - lastUpdate.at >= MIN_UPDATE_INTERVAL_MS;
      if (isDue || pullRequest.link === null) {
        const sync = async (): Promise<true> => {
          await pullRequest.sync(progress, context());
          return true;
        };
        // What could not be said is due again at once.
        lastUpdate = (await outbox.send('progress', 'how far the spec is', sync))
          ? { at: github.now(), progressKey }
          : null;
      }
      if (outbox.undelivered().join('\n') !== undeliveredBefore) await updateStepSummary(progress);
      return pullRequest.link;
    },

    async dispatchNextRun() {
      if (options.dispatchTarget === null) return 'the workflow of this run was read from no branch and no tag';
      return dispatchWorkflow(github, options.dispatchTarget);
    },

    async getHaltClosing(halt) {
      try {
        return await readHaltClosing(github, spec, halt);
      } catch (error) {
        warn(`GitHub did not say whether the halt was closed: ${toRequestFailure(error, github.now()).message}`);
        return { kind: 'open' };
      }
    },

    async openHalts() {
      try {
        return await listOpenHalts(github, spec);
      } catch (error) {
        warn(`GitHub did not say which halts are open: ${toRequestFailure(error, github.now()).message}`, 'open halts');
        return [];
      }
    },

    undelivered: outbox.undelivered,
  };
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

/** Anyone with triage access can close an issue, and so can its author: only who may write has skipped it. */
async function readHaltClosing(
  github: GitHubClient,
  spec: string,
  halt: Parameters<GitHubPlatform['getHaltClosing']>[0],
): Promise<HaltClosing> {
  const found = await findHalt(github, spec, halt, null);
  if (found?.kind !== 'issue' || found.state !== 'closed') return { kind: 'open' };
  const { closedBy, stateReason, updatedAt, url } = found;
  if (stateReason !== 'not_planned' || closedBy === null) return { kind: 'completed' };
  const { allowed } = await hasWriteAccess(github, closedBy);
  return allowed ? { kind: 'skip', by: closedBy, at: updatedAt, url } : { kind: 'completed' };
}
