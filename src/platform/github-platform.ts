import type { Links } from '../report/pages/links.ts';
import type { ReportContext } from '../report/pages/pull-request-body.ts';
import { stepSummary } from '../report/pages/step-summary.ts';
import type { Log } from '../run/ports.ts';
import type { Progress } from '../run-events/types.ts';
import type { GitHub } from './client/client.ts';
import { mayWrite } from './client/permissions.ts';
import { troubleOf } from './client/request-failure.ts';
import { type DispatchTarget, dispatch } from './dispatch-workflow.ts';
import { findHalt, openHalts } from './halts/find-halt.ts';
import { type HaltReport, settleHalt, type Target, tellHalt } from './halts/halt-report.ts';
import { createSpeech } from './outbox.ts';
import { createPullRequest } from './pull-request.ts';
import type { GitHubHub, HaltClosing, StartedFrom } from './types.ts';

export interface HubOptions {
  readonly github: GitHub;
  readonly links: Links;
  /** Name of the spec: one hub, one spec. */
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
  readonly startedFrom: StartedFrom | null;
  /** null: no workflow to start again. */
  readonly dispatch: DispatchTarget | null;
  readonly log: Log;
  /** Shows the step summary's text of this spec; null: nowhere. */
  readonly showSummary: ((markdown: string) => Promise<void>) | null;
}

/** Bodies change with every unit; people do not read faster than this, and 300 units must fit into an hour's requests. */
const BETWEEN_UPDATES_MS = 60_000;

/** GitHub for one spec's run. */
export function createHub(options: HubOptions): GitHubHub {
  const { github, links, spec, settings } = options;
  const warned = new Set<string>();
  /** The same trouble is met again and again, and said once. `about`: what it is about, where its words vary. */
  const warn = (message: string, about = message): void => {
    if (!warned.has(about)) options.log.emit({ kind: 'warning', message });
    warned.add(about);
  };
  const speech = createSpeech(github, warn);
  const pull = createPullRequest(github, { mode: settings.pullRequest, base: options.base, warn });
  const { resumeCommand } = settings;
  const report: HaltReport = {
    links,
    resumeCommand,
    labels: settings.haltLabels,
    assignees: settings.haltAssignees,
    warn,
  };
  const context = (): ReportContext => ({ links, resumeCommand, unsaid: speech.unsaid() });
  let updated: { readonly at: number; readonly what: string } | null = null;

  const passRefusal = (error: unknown): void => {
    if (troubleOf(error, github.now()).kind === 'out-of-reach') throw error;
  };
  const gist = ({ outcome, halt }: Progress): string => `${outcome} ${halt?.id} ${halt?.url}`;

  const summarise = async (progress: Progress): Promise<void> => {
    try {
      await options.showSummary?.(stepSummary(progress, context()));
    } catch (error) {
      warn(`the step summary could not be written: ${error instanceof Error ? error.message : String(error)}`);
    }
  };

  return {
    async halt(halt, progress) {
      const words = `the halt of ${halt.task ?? spec}`;
      return speech.say(`halt ${halt.id}`, words, async () => {
        // The pull request may be the place: it must be known, and may have to be opened.
        const there = settings.haltReport === 'pull-request' || options.startedFrom?.kind === 'pull-request';
        if (there) await pull.sync(progress, context()).catch(passRefusal);
        try {
          return await tellHalt(github, report, halt, progress, targets(options, pull.place?.number ?? null));
        } catch (error) {
          if (pull.place !== null || settings.haltReport === 'issue') throw error;
          passRefusal(error);
        }
        // No issue is to be had, and the pull request was not looked for yet.
        const place = await pull.sync(progress, context());
        if (place === null) throw new Error('there is no issue and no pull request to tell it in');
        return tellHalt(github, report, halt, progress, [place.number]);
      });
    },

    async settled(halt, commit) {
      const settle = (): Promise<void> => settleHalt(github, report, spec, halt, commit, pull.place?.number ?? null);
      await speech.say(`settled ${halt.id}`, `that the halt of ${halt.task ?? spec} is settled`, settle);
    },

    async progress(progress) {
      const before = speech.unsaid().join('\n');
      await summarise(progress);
      const what = gist(progress);
      // Another run goes on with the spec: the pull request is its to tell of.
      if (progress.paused?.reason === 'raced') return pull.place;
      const due = updated?.what !== what || github.now() - updated.at >= BETWEEN_UPDATES_MS;
      if (due || pull.place === null) {
        const sync = async (): Promise<true> => {
          await pull.sync(progress, context());
          return true;
        };
        // What could not be said is due again at once.
        updated = (await speech.say('progress', 'how far the spec is', sync)) ? { at: github.now(), what } : null;
      }
      if (speech.unsaid().join('\n') !== before) await summarise(progress);
      return pull.place;
    },

    async continueLater() {
      if (options.dispatch === null) return 'the workflow of this run was read from no branch and no tag';
      return dispatch(github, options.dispatch);
    },

    async closedAs(halt) {
      try {
        return await closing(github, spec, halt);
      } catch (error) {
        warn(`GitHub did not say whether the halt was closed: ${troubleOf(error, github.now()).message}`);
        return { kind: 'open' };
      }
    },

    async openHalts() {
      try {
        return await openHalts(github, spec);
      } catch (error) {
        warn(`GitHub did not say which halts are open: ${troubleOf(error, github.now()).message}`, 'open halts');
        return [];
      }
    },

    unsaid: speech.unsaid,
  };
}

/** Where a halt may be told, best first. Whoever started the run from the pull request looks there. */
function targets({ settings, startedFrom }: HubOptions, pull: number | null): Target[] {
  const there =
    settings.haltReport === 'pull-request' || (startedFrom?.kind === 'pull-request' && startedFrom.number === pull);
  if (settings.haltReport === 'issue') return ['issue'];
  if (pull === null) return ['issue'];
  return there ? [pull, 'issue'] : ['issue', pull];
}

/** Anyone with triage access can close an issue, and so can its author: only who may write has skipped it. */
async function closing(github: GitHub, spec: string, halt: Parameters<GitHubHub['closedAs']>[0]): Promise<HaltClosing> {
  const found = await findHalt(github, spec, halt, null);
  if (found?.kind !== 'issue' || found.state !== 'closed') return { kind: 'open' };
  const { closedBy, stateReason, updatedAt, url } = found;
  if (stateReason !== 'not_planned' || closedBy === null) return { kind: 'completed' };
  const { allowed } = await mayWrite(github, closedBy);
  return allowed ? { kind: 'skip', by: closedBy, at: updatedAt, url } : { kind: 'completed' };
}
