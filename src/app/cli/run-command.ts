import { join } from 'node:path';
import { UserError } from '../../errors.ts';
import type { Inputs } from '../../inputs/types.ts';
import { userName } from '../../machine-user.ts';
import { createCommitApi } from '../../platform/git-data.ts';
import { noPlatform } from '../../platform/no-platform.ts';
import { exitCodes } from '../../report/error-report.ts';
import type { Resume } from '../../run/types.ts';
import type { Log } from '../../run-events/types.ts';
import { privateKeyForms, signingKeyText } from '../../secrets/key-forms.ts';
import { TokenUnavailable } from '../../secrets/token-source.ts';
import { locateSpecs } from '../../spec-folder/locate-specs.ts';
import { interruptedFirst } from '../interrupted-first.ts';
import { terminalLog } from '../log/console.ts';
import { jsonLog, plainLog } from '../log/plain.ts';
import { usableLogFolder } from '../log-folder.ts';
import type { ConfiguredInputs } from '../read-config.ts';
import { findReadableSpecs } from '../readable-specs.ts';
import { runSpec } from '../run-spec.ts';
import { type AppRemote, findAppRemote } from './app-remote.ts';
import { type CommandContext, logFolder, wantsColour } from './command-context.ts';

/** `answer` and `skip` of `resume`; null for `run`. */
export type ResumeOptions = { readonly answer: string | null; readonly skip: boolean } | null;

/** Carries the specs out, one after the other; the first that does not complete ends the row. */
export async function runCommand(
  { inputs, withFile }: ConfiguredInputs,
  reply: ResumeOptions,
  context: CommandContext,
): Promise<number> {
  if (process.platform === 'win32') {
    throw new UserError('Windows has no tmux and no process groups', { where: 'platform', fix: 'run it in WSL' });
  }
  const startedAt = new Date();
  const options = { unwritten: true, format: inputs.format, env: context.env };
  const located = await locateSpecs(inputs.specs, inputs.workdir, options);
  const { specs, error } = await findReadableSpecs(located);
  const log = createLog(inputs, context);
  const warn = (message: string) => log.emit({ kind: 'warning', message });
  inputs.warnings.forEach(warn);
  if (error !== null) warn(`the other specs run first: ${error.where ?? ''}: ${error.message}`);
  const warnStopping = () => warn('stopping: a running agent is ended, and what it wrote is kept');
  context.stop.addEventListener('abort', warnStopping, { once: true });
  try {
    const remote = await openAppRemote(inputs, context, log);
    for (const spec of await interruptedFirst(specs, { workdir: inputs.workdir, env: context.env })) {
      const runId = `${startedAt.toISOString().slice(0, 19).replaceAll(':', '')}Z-${process.pid}`;
      const outcome = await runSpec(inputs.forSpec(spec.name), spec, {
        withConfigFile: (file) => withFile(file, spec.name),
        env: context.env,
        workdir: inputs.workdir,
        dist: context.dist,
        logDir: usableLogFolder(logFolder(context, spec.name, runId), context.env, warn),
        allLogs: join(logFolder(context, spec.name, runId), '..', '..'),
        runId,
        stop: context.stop,
        resume: toResume(reply, { env: context.env, now: startedAt }),
        scheduled: false,
        log,
        remote: remote ?? { url: null, tokens: null },
        commitApi: remote && createCommitApi(remote.github),
        secrets: keysOf(inputs),
        createPlatform: () => noPlatform,
      });
      if (outcome.kind !== 'complete') return exitCodes[outcome.kind];
    }
    if (error !== null) throw error;
    return exitCodes.complete;
  } finally {
    context.stop.removeEventListener('abort', warnStopping);
    log.close();
  }
}

/** Where an app was given and is of use: a token that can never be had ends the run here. */
async function openAppRemote(inputs: Inputs, context: CommandContext, log: Log): Promise<AppRemote | null> {
  if (inputs.repository.checkpoint !== 'push') return null;
  const warn = (message: string) => log.emit({ kind: 'warning', message });
  const remote = await findAppRemote(inputs, context, warn);
  await remote?.tokens.token().catch((error: unknown) => {
    if (!(error instanceof TokenUnavailable)) throw error;
    warn(error.message);
  });
  return remote;
}

/** They are in no variable that the run sees. */
function keysOf({ platform: { app }, repository: { signing } }: Inputs): readonly string[] {
  return [...(app === null ? [] : privateKeyForms(app.key)), ...(signing?.key ? [signingKeyText(signing.key)] : [])];
}

function toResume(
  reply: ResumeOptions,
  { env, now }: { readonly env: CommandContext['env']; readonly now: Date },
): Resume | null {
  if (reply === null) return null;
  const text = reply.answer ?? (reply.skip ? 'Counted as done.' : 'Continue.');
  return {
    halt: null,
    skip: reply.skip,
    answer: { text, author: userName(env), url: null, at: now.toISOString() },
  };
}

function createLog(inputs: Inputs, context: CommandContext): Log & { close(): void } {
  const { stdout } = context;
  const colour = wantsColour(context);
  if (!inputs.json && stdout.isTTY && context.env.TERM !== 'dumb') return terminalLog(stdout, colour);
  const write = (text: string) => stdout.write(text);
  return { ...(inputs.json ? jsonLog(write, Date.now) : plainLog(write, colour)), close() {} };
}
