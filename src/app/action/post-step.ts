import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fromInputs, settingsFor } from '../../inputs/settings.ts';
import type { Inputs } from '../../inputs/types.ts';
import { troubleOf } from '../../platform/client/request-failure.ts';
import { createReplies } from '../../platform/events/acknowledge.ts';
import { tellLostRun } from '../../platform/lost-run.ts';
import type { Log } from '../../run/ports.ts';
import { secretsOf } from '../../secrets/agent-environment.ts';
import { createMask } from '../../secrets/mask.ts';
import { locateSpecs, type SpecLocation } from '../../spec-folder/locate-specs.ts';
import { createStateStore } from '../../state/file/store.ts';
import { endProcesses } from '../../terminal/process/end-processes.ts';
import { openRepository, runMarker } from '../run-spec.ts';
import { type Env, type Place, placeOf } from './job.ts';
import type { Kept } from './post-state.ts';

/** The post step has little time after a cancel: a remote that is not there is not insisted on. */
const patienceMs = 20_000;
const graceMs = 2000;

interface Context {
  readonly env: Env;
  readonly cwd: string;
  readonly log: Log;
}

/** What the post step sees to, whatever became of the main step: nothing runs on, nothing is unpushed, nobody waits. */
export async function finish(kept: Kept, context: Context): Promise<void> {
  const { env, log } = context;
  await endProcesses({ leader: null, marker: `${runMarker}=${kept.mark}` }, graceMs);
  if (kept.ended === null) for (const { session } of kept.specs) await closeSession(session, env);
  const inputs = fromInputs(env, context.cwd);
  const secrets = [...secretsOf(env), ...(inputs.hub.token === null ? [] : [inputs.hub.token])];
  const place = placeOf(env, inputs, createMask(secrets).text, AbortSignal.abort());
  try {
    if (kept.ended !== 'complete' && !kept.idle && inputs.repository.checkpoint === 'push')
      await push(kept, inputs, place, context);
  } finally {
    if (kept.ended === null) await tellLost(kept, inputs, place, log);
    if (kept.reply !== null && place.github !== null) {
      await createReplies(place.github, place.links, log).ended(kept.reply, null);
    }
  }
}

async function tellLost(kept: Kept, inputs: Inputs, { github, links }: Place, log: Log): Promise<void> {
  // Who wants no pull request may have given no leave to look for one.
  if (github === null || inputs.hub.pullRequest === 'off') return;
  for (const { name } of kept.specs) {
    const { workBranch } = settingsFor(inputs, name).repository;
    if (workBranch === '') continue;
    await tellLostRun(github, workBranch, links).catch((error: unknown) => {
      const { message } = troubleOf(error, Date.now());
      log.emit({ kind: 'warning', message: `the pull request of ${name} may still say that it runs: ${message}` });
    });
  }
}

/** What is committed and not pushed goes to its branch; what a killed run's agent had so far, to the side ref. */
async function push(kept: Kept, inputs: Inputs, place: Place, { env, log }: Context): Promise<void> {
  const warn = (message: string) => log.emit({ kind: 'warning', message });
  const folders = kept.specs.map(({ folder }) => folder).filter((folder) => existsSync(folder));
  for (const spec of folders.length === 0 ? [] : await locateSpecs(folders, kept.workdir)) {
    const repository = openRepository(settingsFor(inputs, spec.name), spec, {
      env,
      workdir: kept.workdir,
      runId: kept.runId,
      logDir: kept.logDir,
      remote: place.remote,
      stop: new AbortController().signal,
      log,
    });
    try {
      const pushed = await repository.pushUnpushed({ patienceMs });
      if ('reason' in pushed) warn(`not pushed: ${pushed.reason}`);
      else if (pushed.kind !== 'saved' && pushed.kind !== 'merged') warn(`not pushed: ${pushed.kind}`);
      if (kept.ended === null) await repository.saveWork(await underWay(spec), 'the run was killed');
    } finally {
      await repository.close();
    }
  }
}

/** The unit that a killed run was at, as its state says; null: it says none, or nothing that can be read. */
async function underWay({ statePath, name }: SpecLocation): Promise<string | null> {
  const store = createStateStore({ path: statePath, spec: name, now: Date.now });
  const memory = await store.load().catch(() => null);
  return memory?.spec.under_way?.task ?? null;
}

/** A session of ours that is still there after its run is one whose orchestrator was killed. */
function closeSession(session: string, env: Env): Promise<void> {
  return new Promise((resolve) => {
    execFile('tmux', ['kill-session', '-t', `=${session}`], { env }, () => resolve());
  });
}
