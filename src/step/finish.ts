import { execFile } from 'node:child_process';
import { secretsOf } from '../agents/environment.ts';
import { createMask } from '../agents/mask.ts';
import { openRepository, runMarker } from '../compose.ts';
import { fromInputs, settingsFor } from '../inputs/settings.ts';
import { locateSpecs } from '../inputs/spec-path.ts';
import type { Log } from '../ports.ts';
import { endProcesses } from '../terminal/kill.ts';
import { createReplies } from '../trigger/acknowledge.ts';
import { type Env, placeOf } from './github.ts';
import type { Kept } from './kept.ts';

/** The post step has little time after a cancel: a remote that is not there is not insisted on. */
const patienceMs = 20_000;
const graceMs = 2000;

/** What the post step sees to, whatever became of the main step: nothing runs on, nothing is unpushed, nobody waits. */
export async function finish(
  kept: Kept,
  context: { readonly env: Env; readonly cwd: string; readonly log: Log },
): Promise<void> {
  const { env, log } = context;
  await endProcesses({ leader: null, marker: `${runMarker}=${kept.runId}` }, graceMs);
  if (kept.ended === null) for (const { session } of kept.specs) await closeSession(session, env);
  const inputs = fromInputs(env, context.cwd);
  const secrets = [...secretsOf(env), ...(inputs.hub.token === null ? [] : [inputs.hub.token])];
  const place = placeOf(env, inputs, createMask(secrets).text, AbortSignal.abort());
  if (kept.ended !== 'complete' && inputs.repository.checkpoint === 'push') {
    for (const spec of await locateSpecs(
      kept.specs.map(({ name }) => name),
      kept.workdir,
    )) {
      const repository = openRepository(settingsFor(inputs, spec.name), spec, {
        env,
        workdir: kept.workdir,
        runId: kept.runId,
        logDir: kept.logDir,
        remote: inputs.hub.token === null ? { url: null, token: null } : { url: place.gitUrl, token: inputs.hub.token },
        stop: new AbortController().signal,
        log,
      });
      const pushed = await repository.pushUnpushed({ patienceMs });
      if ('reason' in pushed) log.emit({ kind: 'warning', message: `not pushed: ${pushed.reason}` });
      await repository.close();
    }
  }
  if (kept.reply !== null && place.github !== null) {
    await createReplies(place.github, place.links, log).ended(kept.reply, null);
  }
}

/** A session of ours that is still there after its run is one whose orchestrator was killed. */
function closeSession(session: string, env: Env): Promise<void> {
  return new Promise((resolve) => {
    execFile('tmux', ['kill-session', '-t', `=${session}`], { env }, () => resolve());
  });
}
