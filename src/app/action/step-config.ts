import { UserError } from '../../errors.ts';
import { CONFIG_FILE } from '../../inputs/config-file/config-path.ts';
import type { GivenInputs, InputValues } from '../../inputs/types.ts';
import { fetchRefs } from '../../repository/branches/read-spec-branches.ts';
import type { BaseFile } from '../../repository/git/blobs.ts';
import { readCommittedFile } from '../../repository/guard/base-file.ts';
import { originUrl } from '../../repository/remote/address.ts';
import type { CloneResult } from '../../repository/remote/clone.ts';
import { StoppedWhileWaiting } from '../../repository/remote/fetch-remote.ts';
import { createRemote } from '../../repository/remote/remote.ts';
import { type ConfiguredInputs, configureFile, FULL_TRUST, NO_TRUST, readConfigured } from '../reading/read-config.ts';
import { systemClock } from '../surroundings/clock.ts';
import type { RunEnvironment } from '../types.ts';
import type { JobContext } from './job.ts';

type StepConfigContext = Pick<RunEnvironment, 'env' | 'backends' | 'log' | 'stop'>;

/** Whoever opens the repository then waits for a remote that is out of reach; this has only to read one file. */
const PATIENCE_MS = 20_000;

/**
 * Reads the configuration file of the base for a step. What `.git` of a workspace that was there before says of the base
 * may be an agent's, of a job that was killed on the same runner before it could put that right: there the remote is
 * asked. Where it does not answer, nothing of the file counts until the repository was opened.
 */
export async function readStepConfig(
  given: GivenInputs,
  workspace: CloneResult,
  job: Pick<JobContext, 'remote' | 'findCheckout'>,
  surroundings: StepConfigContext,
): Promise<ConfiguredInputs> {
  const before = given.beforeFile();
  const context = { ...surroundings, findCheckout: job.findCheckout };
  const { checkpoint } = before.repository;
  if (checkpoint === 'off') return readConfigured(given, context, NO_TRUST, true);
  if (workspace.kind === 'cloned') return readConfigured(given, context, FULL_TRUST, false);
  const file = await readRemoteFile(before, job, context);
  if (checkpoint === 'push')
    return configureFile(given, file ?? { text: null, name: CONFIG_FILE, differs: false }, context);
  if (file === null) return readConfigured(given, context, NO_TRUST, false);
  // What the repository is opened with is not fetched.
  return { ...(await configureFile(given, file, context)), withFile: async () => null };
}

/** The file as the remote has it on the base; null: it was not reached, which whoever opens the repository says. */
async function readRemoteFile(
  { workdir, repository: { baseBranch } }: Pick<InputValues, 'workdir' | 'repository'>,
  { remote: { url, tokens }, findCheckout }: Pick<JobContext, 'remote' | 'findCheckout'>,
  { env, log, stop }: StepConfigContext,
): Promise<BaseFile | null> {
  const found = await findCheckout(workdir, null);
  if (found.kind === 'none') return null;
  const { checkout } = found;
  const address = url ?? originUrl(checkout);
  if (address === null) return null;
  const { now } = systemClock;
  const notice = (message: string) => log.emit({ kind: 'warning', message });
  const remote = createRemote(checkout, { ...{ env, tokens, stop, notice }, url: address });
  const sleep = (ms: number) => systemClock.sleep(now() + ms, stop);
  const retry = { ...{ now, notice, stop, sleep }, retryForMs: PATIENCE_MS };
  const fetched = await fetchRefs(checkout, remote, [], { from: 'remote', baseBranch, retry }).catch((error) => {
    if (error instanceof UserError || error instanceof StoppedWhileWaiting) return null;
    throw error;
  });
  if (fetched === null || fetched.base === null) return null;
  const file = await readCommittedFile({ workdir, env, findCheckout }, CONFIG_FILE, [fetched.base]);
  return { ...file, name: `${CONFIG_FILE} (${fetched.baseName ?? 'HEAD'})` };
}
