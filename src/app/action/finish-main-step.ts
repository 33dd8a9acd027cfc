import { existsSync } from 'node:fs';
import type { Inputs } from '../../inputs/types.ts';
import { toRequestFailure } from '../../platform/client/request-failure.ts';
import { createCommandReplies } from '../../platform/events/acknowledge.ts';
import { reportLostRun } from '../../platform/lost-run.ts';
import type { Log } from '../../run-events/types.ts';
import { createMask } from '../../secrets/mask.ts';
import { locateSpecs, type SpecLocation } from '../../spec-folder/locate/locate-specs.ts';
import { createStateStore } from '../../state/file/store.ts';
import { openRepository } from '../spec-run/adapters.ts';
import { type Env, type JobContext, jobSecrets, readJobContext } from './job.ts';
import type { PostState } from './runner/post-state.ts';

export interface PostStepContext {
  readonly env: Env;
  readonly cwd: string;
  readonly log: Log;
}

/** The post step has little time after a cancel: a remote that is not there is not insisted on. */
const retryForMs = 20_000;

/** What a main step that was cut off could not do any more: it pushes, and tells people. */
export async function finishMainStep(
  postState: PostState,
  inputs: Inputs,
  mayBeUnpushed: boolean,
  context: PostStepContext,
): Promise<void> {
  const { env, log } = context;
  const secrets = Object.values(jobSecrets(env, inputs)).flat();
  const mask = createMask(secrets).maskText;
  const job = await readJobContext(env, inputs, { mask, stop: AbortSignal.abort(), log });
  try {
    if (mayBeUnpushed) await pushUnpushedWork(postState, inputs, job, { ...context, secrets });
  } finally {
    if (postState.ended === null) await reportLostRuns(postState, inputs, job, log);
    if (postState.reply !== null && job.github !== null) {
      await createCommandReplies(job.github, job.links, log).reportEnd(postState.reply, null);
    }
  }
}

async function reportLostRuns(
  postState: PostState,
  inputs: Inputs,
  { github, links }: JobContext,
  log: Log,
): Promise<void> {
  // Who wants no pull request may have given no leave to look for one.
  if (github === null || inputs.platform.pullRequest === 'off') return;
  for (const { name } of postState.specs) {
    const { workBranch } = inputs.forSpec(name).repository;
    if (workBranch === '') continue;
    await reportLostRun(github, workBranch, links).catch((error: unknown) => {
      const { message } = toRequestFailure(error, Date.now());
      log.emit({ kind: 'warning', message: `the pull request of ${name} may still show it as running: ${message}` });
    });
  }
}

/** What is committed and not pushed goes to its branch; what a killed run's agent had so far, to the side ref. */
async function pushUnpushedWork(
  postState: PostState,
  inputs: Inputs,
  job: JobContext,
  { env, log, secrets }: PostStepContext & { readonly secrets: readonly string[] },
): Promise<void> {
  const warn = (message: string) => log.emit({ kind: 'warning', message });
  const folders = postState.specs.map(({ folder }) => folder).filter((folder) => existsSync(folder));
  for (const spec of folders.length === 0
    ? []
    : await locateSpecs(folders, postState.workdir, { format: inputs.format })) {
    const repository = openRepository(inputs.forSpec(spec.name), spec, {
      env,
      workdir: postState.workdir,
      runId: postState.runId,
      logDir: postState.logDir,
      remote: job.remote,
      commitApi: job.commitApi,
      secrets,
      configuration: postState.configuration,
      stop: new AbortController().signal,
      log,
    });
    try {
      const pushed = await repository.pushUnpushed({ retryForMs });
      if ('reason' in pushed) warn(`not pushed: ${pushed.reason}`);
      else if (pushed.kind !== 'saved' && pushed.kind !== 'merged') warn(`not pushed: ${pushed.kind}`);
      if (postState.ended === null) await repository.saveWork(await readRunningUnit(spec), 'the run was killed');
    } finally {
      await repository.close();
    }
  }
}

/** The unit that a killed run was at, as its state says; null: it says none, or nothing that can be read. */
async function readRunningUnit({ statePath, name }: SpecLocation): Promise<string | null> {
  const store = createStateStore({ path: statePath, spec: name, now: Date.now });
  const memory = await store.load().catch(() => null);
  return memory?.spec.under_way?.task ?? null;
}
