import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { quote } from 'shlex';
import { UserError } from '../../../errors.ts';
import { readKept } from '../../../inputs/options/kept-options.ts';
import { type OptionName, options } from '../../../inputs/options/options.ts';
import { exitCodes } from '../../../report/error-report.ts';
import { findSecretShapes } from '../../../secrets/secret-shapes.ts';
import { findLockHolder } from '../../../state/lock/lock.ts';
import type { ConfiguredInputs } from '../../reading/read-config.ts';
import { worktreeOf } from '../background/worktree.ts';
import type { CommandContext } from '../command-context.ts';
import { runCommand } from '../commands/run-command.ts';
import { askAnswer, SECRET_ELSEWHERE, SECRET_IN_ANSWER } from './ask-answer.ts';
import { findResumed, type KnownSpec, readState } from './find-halted.ts';
import { readGiven } from './given-flags.ts';
import { resumeLine } from './resume-line.ts';

export interface ResumeFlags {
  /** As given; null: it was not. */
  readonly answer: string | null;
  readonly skip: boolean;
}

/** UserError for a reply that cannot be meant so, or that must not be written down. */
export function requireUsableReply({ answer, skip }: ResumeFlags): void {
  if (answer === null) return;
  if (answer.trim() === '')
    throw new UserError('the answer is empty', { where: '--answer', fix: 'write it, or leave --answer out' });
  if (skip) {
    const fix = 'leave one of them out: --answer has the unit go on, --skip counts it as done';
    throw new UserError('--answer and --skip exclude each other', { where: '--skip', fix });
  }
  if (findSecretShapes(answer).length > 0)
    throw new UserError(`the answer holds ${SECRET_IN_ANSWER}`, { where: '--answer', fix: SECRET_ELSEWHERE });
}

/** Answers a halt, or continues a run that was paused, the way that the run was set. */
export async function resume(
  configured: ConfiguredInputs,
  { answer, skip }: ResumeFlags,
  context: CommandContext,
): Promise<number> {
  const specs = await findResumed(configured.inputs, context);
  if (specs.every(({ state }) => state?.halt == null)) await refuseBesideWorktree(specs);
  const kept = new Map(specs.map(({ location, state }) => [location.name, readKept(state?.settings, options)]));
  const remembered = specs.flatMap(({ location }) => readKept({ again: readGiven(location, context) }, options).again);
  requireRepeated(configured, [...remembered, ...[...kept.values()].flatMap(({ again }) => again)]);
  const [first] = specs;
  const keptOf = (spec: string | null) => kept.get(spec ?? first?.location.name ?? '')?.options ?? new Map();
  const reply = await findReply(specs, { answer, skip }, { configured, context });
  if (reply === null) {
    context.stdout.write('Nothing was changed.\n');
    return exitCodes.halted;
  }
  const locations = specs.map(({ location }) => location);
  try {
    return await runCommand(configured.with({ kept: keptOf }), reply, context, locations);
  } finally {
    const typed = answer === null ? reply.answer : null;
    if (typed !== null) await returnAnswer(typed, specs, { configured, context });
  }
}

/** Here the whole spec would begin again. */
async function refuseBesideWorktree(specs: readonly KnownSpec[]): Promise<void> {
  for (const { location } of specs) {
    const worktree = worktreeOf(location);
    const there = worktree && (await readState({ name: location.name, statePath: worktree.statePath }));
    if (worktree && there?.halt != null) {
      const message = `the question of ${location.name} is open in its worktree, ${worktree.path}`;
      throw new UserError(message, { where: 'resume', fix: 'add --worktree; or use `run` to work on it here as well' });
    }
  }
}

/** What a person typed and nothing has recorded, such as for the lack of an agent's key, need not be typed again. */
async function returnAnswer(
  text: string,
  specs: readonly KnownSpec[],
  { configured: { given }, context }: { readonly configured: ConfiguredInputs; readonly context: CommandContext },
): Promise<void> {
  for (const { location, state } of specs) {
    if (state?.halt == null || (await readState(location))?.halt?.id !== state.halt.id) continue;
    const line = `${resumeLine(given, location, context)} --answer ${quote(text)}`;
    context.stderr.write(`note: the answer was not recorded; to give it again: ${line}\n`);
  }
}

/** A run must not go on with less to hold it than it began with, because a flag was forgotten. */
function requireRepeated({ given, config }: ConfiguredInputs, again: readonly OptionName[]): void {
  const isInFile = (name: OptionName) =>
    config?.options.has(name) === true || [...(config?.specs.values() ?? [])].some((own) => own.has(name));
  const missing = [...new Set(again)].filter((name) => given.raw(name) === undefined && !isInFile(name));
  if (missing.length === 0) return;
  const flags = missing.map((name) => `--${name}`);
  // Its name is kept where it starts an agent's CLI, and not where it starts what a flag or the repository names.
  const why = missing.includes('backend') ? 'custom, acp and rehearsal run a program or script of yours: ' : '';
  throw new UserError(`the run was started with ${flags.join(', ')}, which the records do not keep`, {
    where: 'resume',
    fix: `${why}give ${flags.length === 1 ? 'it' : 'them'} again, as the end of that run printed, or empty to do without (${flags[0]} ''); or set it in .github/sequential.yml`,
  });
}

/** null: the person left the question open. */
async function findReply(
  specs: readonly KnownSpec[],
  { answer, skip }: ResumeFlags,
  { configured: { given }, context }: { readonly configured: ConfiguredInputs; readonly context: CommandContext },
): Promise<ResumeFlags | null> {
  const asking = specs.find(({ state }) => state?.halt != null);
  const halt = asking?.state?.halt ?? null;
  if (answer !== null || skip || asking === undefined || halt === null) return { answer, skip };
  const { stdin, stdout } = context;
  if (!stdin.isTTY || !stdout.isTTY) {
    throw new UserError(`${asking.location.name} waits for an answer, and there is no terminal to ask on`, {
      where: '--answer',
      fix: `${resumeLine(given, asking.location, context)} --answer "…" (or --skip)`,
    });
  }
  // Whoever holds the folder is named by the run that is refused; no answer is asked for in vain.
  if (findLockHolder(dirname(asking.location.statePath), hostname()) !== null) return { answer, skip };
  const text = await askAnswer(halt, asking.location.relative.tasks);
  return text === null ? null : { answer: text, skip };
}
