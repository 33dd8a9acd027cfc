import { UserError } from '../../../errors.ts';
import type { Inputs } from '../../../inputs/types.ts';
import { userName } from '../../../machine-user.ts';
import { createCommitApi } from '../../../platform/git-data.ts';
import { noPlatform } from '../../../platform/no-platform.ts';
import { type Ending, nextCommand } from '../../../report/console/event-lines.ts';
import { exitCodes } from '../../../report/error-report.ts';
import { CONTINUE } from '../../../run/halt.ts';
import type { Resume } from '../../../run/types.ts';
import type { Log } from '../../../run-events/types.ts';
import { privateKeyForms, signingKeyText } from '../../../secrets/key-forms.ts';
import { TokenUnavailable } from '../../../secrets/token-source.ts';
import { locateSpecs, type SpecLocation } from '../../../spec-folder/locate/locate-specs.ts';
import { terminalLog } from '../../log/console.ts';
import { jsonLog, plainLog } from '../../log/plain.ts';
import type { ConfiguredInputs } from '../../reading/read-config.ts';
import { findReadableSpecs } from '../../reading/readable-specs.ts';
import { interruptedFirst } from '../../spec-run/interrupted-first.ts';
import { runSpec } from '../../spec-run/run-spec.ts';
import { usableLogFolder } from '../../surroundings/log-folder.ts';
import type { AppRemote } from '../app-remote.ts';
import { worktreeOf } from '../background/worktree.ts';
import { type CommandContext, logFolder, stateFolder, wantsColour } from '../command-context.ts';
import { withDefaultCheckpoint } from '../default-checkpoint.ts';
import { rememberGiven } from '../resume/given-flags.ts';
import { ownCommand } from '../resume/own-command.ts';
import { resumeLine } from '../resume/resume-line.ts';

/** `answer` and `skip` of `resume`; null for `run`. */
export type ResumeOptions = { readonly answer: string | null; readonly skip: boolean } | null;

/** Carries the specs out, one after the other; the first that does not complete ends the row. `chosen`: which. */
export async function runCommand(
  given: ConfiguredInputs,
  reply: ResumeOptions,
  context: CommandContext,
  chosen: readonly SpecLocation[] | null = null,
): Promise<number> {
  if (process.platform === 'win32') {
    throw new UserError('Windows has no tmux and no process groups', { where: 'platform', fix: 'run it in WSL' });
  }
  const { specs: named, workdir, format } = given.inputs;
  const located = chosen ?? (await locateSpecs(named, workdir, { unwritten: true, format, env: context.env }));
  const { specs, error } = await findReadableSpecs(located);
  const { configured, warning } = await withDefaultCheckpoint(given, specs, context);
  const log = createLog(configured, specs, context);
  const warn = (message: string) => log.emit({ kind: 'warning', message });
  [...configured.inputs.warnings, ...(warning === null ? [] : [warning])].forEach(warn);
  for (const spec of specs) {
    const worktree = worktreeOf(spec);
    if (worktree !== null) warn(`${spec.name} has a worktree, ${worktree.path}: --worktree works there`);
  }
  if (error !== null) warn(`the other specs run first: ${error.where ?? ''}: ${error.message}`);
  const warnStopping = () => warn('stopping: a running agent is ended, and what it wrote is kept');
  context.stop.addEventListener('abort', warnStopping, { once: true });
  try {
    const code = await runSpecs(configured, { specs, reply, log }, context);
    if (code === exitCodes.complete && error !== null) throw error;
    return code;
  } finally {
    context.stop.removeEventListener('abort', warnStopping);
    log.close();
  }
}

async function runSpecs(
  { inputs, withFile }: ConfiguredInputs,
  what: { readonly specs: readonly SpecLocation[]; readonly reply: ResumeOptions; readonly log: Log },
  context: CommandContext,
): Promise<number> {
  const { env, dist, stop, findCheckout } = context;
  const { log, reply } = what;
  const startedAt = new Date();
  const warn = (message: string) => log.emit({ kind: 'warning', message });
  const remote = await openAppRemote(inputs, context, log);
  for (const spec of await interruptedFirst(what.specs, { workdir: inputs.workdir, findCheckout })) {
    const runId = `${startedAt.toISOString().slice(0, 19).replaceAll(':', '')}Z-${process.pid}`;
    const settings = inputs.forSpec(spec.name);
    rememberGiven(spec, settings.kept?.again ?? [], context);
    const outcome = await runSpec(settings, spec, {
      withConfigFile: (file) => withFile(file, spec.name, warn),
      ...{ env, dist, runId, stop, log, findCheckout },
      workdir: inputs.workdir,
      logDir: usableLogFolder(logFolder(context, spec.name, runId), env, warn),
      allLogs: stateFolder(context),
      resume: toResume(reply, { env, now: startedAt }),
      scheduled: false,
      byHand: true,
      remote: remote ?? { url: null, tokens: null },
      commitApi: remote && createCommitApi(remote.github),
      secrets: keysOf(inputs),
      createPlatform: () => noPlatform,
    });
    if (outcome.kind !== 'complete') return exitCodes[outcome.kind];
  }
  return exitCodes.complete;
}

/** Where an app was given and is of use: a token that can never be had ends the run here. */
async function openAppRemote(inputs: Inputs, context: CommandContext, log: Log): Promise<AppRemote | null> {
  if (inputs.repository.checkpoint !== 'push' || inputs.platform.app === null) return null;
  const { findAppRemote } = await import('../app-remote.ts');
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
  const text = reply.answer ?? (reply.skip ? 'Counted as done.' : CONTINUE);
  return {
    halt: null,
    skip: reply.skip,
    answer: { text, author: userName(env), url: null, at: now.toISOString() },
  };
}

function createLog(
  { given, inputs }: ConfiguredInputs,
  specs: readonly SpecLocation[],
  context: CommandContext,
): Log & { close(): void } {
  const { stdout } = context;
  const colour = wantsColour(context);
  const ending: Ending = {
    lookBack: `\`${ownCommand(context)} report\` writes a page of it, \`log UNIT\` shows what an agent did`,
    isUncommitted: inputs.repository.checkpoint === 'off',
    nextStepOf(outcome) {
      const spec = specs.find(({ name }) => name === outcome.progress.spec);
      return nextCommand(outcome, resumeLine(given, spec, context));
    },
  };
  if (!inputs.json && stdout.isTTY && context.env.TERM !== 'dumb') return terminalLog(stdout, colour, ending);
  const write = (text: string) => stdout.write(text);
  return { ...(inputs.json ? jsonLog(write, Date.now) : plainLog(write, colour, ending)), close() {} };
}
