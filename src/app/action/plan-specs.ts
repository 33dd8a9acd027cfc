import type { OutputName } from '../../inputs/outputs.ts';
import type { GivenInputs, PlatformSettings } from '../../inputs/types.ts';
import { toRequestFailure } from '../../platform/client/request-failure.ts';
import { specOfThread } from '../../platform/events/thread-spec.ts';
import type { Trigger } from '../../platform/events/types.ts';
import { hasReply } from '../../platform/halts/find-reply.ts';
import { createSummaryFile } from '../../platform/summary-file.ts';
import { specsText } from '../../report/console/specs-report.ts';
import { specsPage } from '../../report/pages/specs-page.ts';
import { specReason } from '../../report/text/spec-status-text.ts';
import { StoppedWhileWaiting } from '../../repository/remote/fetch-remote.ts';
import { DEFAULT_RETRY_MS } from '../../repository/remote/retry-remote.ts';
import { nextWave, type SpecStatus } from '../../run-events/spec-status.ts';
import type { Log } from '../../run-events/types.ts';
import { escapeWorkflowCommands } from '../log/workflow.ts';
import { readSpecs } from '../reading/read-specs.ts';
import { systemClock } from '../surroundings/clock.ts';
import type { Env, JobContext } from './job.ts';
import type { FinalMessage } from './runner/step-outputs.ts';
import { cloneWorkspace } from './setup.ts';
import { readStepConfig } from './step-config.ts';

/** What it gets of its step. */
interface PlanContext {
  readonly env: Env;
  readonly log: Log;
  readonly stop: AbortSignal;
  readonly info: (line: string) => void;
  readonly error: (message: string) => void;
}

interface PlanResult {
  readonly outputs: Partial<Record<OutputName, string>>;
  readonly finalMessage: FinalMessage | null;
}

/** `command: specs`: which specs a matrix is to run now, and a page of all of them. For an event about one spec the matrix is that one. */
export async function planSpecs(
  step: {
    readonly given: GivenInputs;
    readonly job: JobContext;
    readonly trigger: Trigger;
    readonly payload: unknown;
  },
  context: PlanContext,
): Promise<PlanResult> {
  const { given, job, trigger, payload } = step;
  if (trigger.kind === 'ignore') {
    context.info(`Nothing to do: ${trigger.why}.`);
    return planned([]);
  }
  const workspace = await cloneWorkspace(given.beforeFile(), job, context);
  if (workspace.kind === 'stopped') return stopped(`before the repository was cloned: ${workspace.reason}`);
  const notice = (message: string) => context.log.emit({ kind: 'warning', message });
  const { inputs, config } = await readStepConfig(given, workspace, job, context);
  inputs.warnings.forEach(notice);
  const { now } = systemClock;
  const { env, stop } = context;
  const read = await readSpecs(inputs, config?.after ?? new Map(), {
    ...{ env, from: 'remote', remote: job.remote },
    retry: { now, notice, stop, retryForMs: DEFAULT_RETRY_MS, sleep: (ms) => systemClock.sleep(now() + ms, stop) },
  }).catch((error: unknown) => {
    if (error instanceof StoppedWhileWaiting) return null;
    throw error;
  });
  if (read === null) return stopped('while the remote was waited for');
  const specs = await takeUpReplies(read, job, inputs.platform, notice);
  await tell(specs, job, context);
  const named = trigger.kind === 'run' ? trigger.spec : specOfThread(payload);
  if (trigger.kind === 'run' && named === null) return planned(nextWave(specs).names);
  // However it stands: who works on it checks who asks, and for what.
  return planned(specs.flatMap(({ name }) => (name === named ? name : [])));
}

/** Who was answered has something to do, also where the job of the answer was lost. Whose word it is, the run checks. */
async function takeUpReplies(
  specs: readonly SpecStatus[],
  { github }: JobContext,
  { resumeCommand }: Pick<PlatformSettings, 'resumeCommand'>,
  notice: (message: string) => void,
): Promise<readonly SpecStatus[]> {
  const isAnswered = async ({ name, kind, halt }: SpecStatus) => {
    if (kind !== 'halted' || halt === null || github === null) return false;
    return hasReply(github, { spec: name, resumeCommand }, halt).catch((error: unknown) => {
      notice(`${name}: whether it was answered cannot be read: ${toRequestFailure(error, Date.now()).message}`);
      return false;
    });
  };
  return Promise.all(specs.map(async (spec) => ((await isAnswered(spec)) ? { ...spec, kind: 'open' as const } : spec)));
}

async function tell(
  specs: readonly SpecStatus[],
  { links }: JobContext,
  { env, info, error }: PlanContext,
): Promise<void> {
  const now = systemClock.now();
  info(escapeWorkflowCommands(specsText(specs, now)));
  for (const spec of specs.filter(({ kind }) => kind === 'unreadable'))
    error(escapeWorkflowCommands(`${spec.name}: ${specReason(spec, now)}`));
  if (env.GITHUB_STEP_SUMMARY) await createSummaryFile(env.GITHUB_STEP_SUMMARY)('')(specsPage(specs, links, now));
}

function stopped(when: string): PlanResult {
  return { ...planned([]), finalMessage: { fails: true, text: `Stopped by a person or by the workflow ${when}.` } };
}

function planned(names: readonly string[]): PlanResult {
  return { outputs: { matrix: JSON.stringify(names), 'exit-code': '0' }, finalMessage: null };
}
