import { join } from 'node:path';
import { UserError } from '../../errors.ts';
import { readWorkflowRef } from '../../platform/events/read-trigger.ts';
import { createSummaryFile } from '../../platform/summary-file.ts';
import type { Outcome } from '../../run-events/types.ts';
import type { SpecLocation } from '../../spec-folder/locate/locate-specs.ts';
import type { ConfiguredInputs } from '../reading/read-config.ts';
import { findReadableSpecs } from '../reading/readable-specs.ts';
import { interruptedFirst } from '../spec-run/interrupted-first.ts';
import { runSpec } from '../spec-run/run-spec.ts';
import { specLogs } from '../surroundings/log-folder.ts';
import type { RunEnvironment } from '../types.ts';
import type { JobContext } from './job.ts';
import { openPlatform } from './open-platform.ts';
import type { EventRoute } from './routing/event-route.ts';

/** How the specs of a step ended: the one that stopped it or waits for a person, else the last. */
export interface SpecOutcome {
  readonly outcome: Outcome;
  readonly spec: SpecLocation;
  /** Names the specs that could not be read, while these ran. */
  readonly unread: UserError | null;
}

type SharedEnvironment = Omit<
  RunEnvironment,
  | 'workdir'
  | 'runId'
  | 'remote'
  | 'commitApi'
  | 'resume'
  | 'redo'
  | 'scheduled'
  | 'dispatched'
  | 'chainLimit'
  | 'createPlatform'
> &
  Pick<JobContext, 'findCheckout'>;

/** One spec after the other; a halt of one is no reason to leave the next, but a spent budget or a cancel is. */
export async function runSpecs(
  located: readonly SpecLocation[],
  route: Extract<EventRoute, { kind: 'run' }>,
  { inputs, withFile }: ConfiguredInputs,
  job: JobContext,
  shared: SharedEnvironment,
): Promise<SpecOutcome> {
  const { env } = shared;
  const summary = env.GITHUB_STEP_SUMMARY ? createSummaryFile(env.GITHUB_STEP_SUMMARY) : null;
  let result: SpecOutcome | null = null;
  const { specs, error: unread } = await findReadableSpecs(located);
  if (unread !== null && specs.length === 0) throw unread;
  for (const spec of await interruptedFirst(specs, { workdir: inputs.workdir, findCheckout: shared.findCheckout })) {
    const outcome = await runSpec(inputs.forSpec(spec.name), spec, {
      ...shared,
      withConfigFile: (file) => withFile(file, spec.name),
      env: withoutStepVariables(env),
      runnerFiles: RUNNER_FILES.flatMap((name) => env[name] || []),
      allLogs: join(shared.logDir, '..'),
      workdir: inputs.workdir,
      logDir: specLogs(shared.logDir, spec.name),
      runId: job.runId,
      remote: job.remote,
      commitApi: job.commitApi,
      resume: route.resume,
      redo: route.redo,
      scheduled: route.scheduled,
      dispatched: env.GITHUB_EVENT_NAME === 'workflow_dispatch',
      chainLimit: inputs.platform.chainLimit,
      createPlatform: (base, { continuesFrom, commitSizes }) =>
        openPlatform(route, job, {
          ...{ spec: spec.name, base, continuesFrom, commitSizes, settings: inputs.platform, log: shared.log },
          writeStepSummary: summary === null ? async () => {} : summary(spec.name),
          workflow: readWorkflowRef(env),
        }),
    });
    if (result === null || result.outcome.kind === 'complete') result = { outcome, spec, unread };
    if (outcome.kind !== 'complete' && outcome.kind !== 'halted') break;
  }
  if (result === null) throw new UserError('no spec given', { where: 'input spec' });
  return result;
}

const RUNNER_FILES = ['ENV', 'OUTPUT', 'PATH', 'STATE', 'STEP_SUMMARY'].map((name) => `GITHUB_${name}`);

/** The runner's talk with this step is nobody else's, and no news to a person who reads what agents may not see. */
function withoutStepVariables(env: RunEnvironment['env']): RunEnvironment['env'] {
  const stepOnly =
    /^(INPUT_|STATE_|ACTIONS_(RUNTIME|RESULTS|CACHE|ID_TOKEN)_|GITHUB_(ENV|OUTPUT|PATH|STATE|STEP_SUMMARY)$)/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !stepOnly.test(name)));
}
