import { resolve } from 'node:path';
import { findProgram } from '../../../agents/install/find-program.ts';
import { splitCommand } from '../../../agents/split-command.ts';
import { UserError } from '../../../errors.ts';
import type { Inputs } from '../../../inputs/types.ts';
import { ownPath } from '../../../own-path.ts';
import { locateSpecs } from '../../../spec-folder/locate/locate-specs.ts';
import { specNames } from '../../../spec-folder/locate/spec-names.ts';
import { inOneLine } from '../../reading/config-trust.ts';
import { readSpec } from '../../reading/read-spec.ts';
import type { CommandContext } from '../command-context.ts';

/** What a run would work on and with, beside the agents: why it could not begin, a sentence each. */
export async function examineWork(
  inputs: Inputs,
  required: readonly string[],
  { env }: CommandContext,
): Promise<readonly string[]> {
  return [
    ...(await problemsOf(() => examineSpecs(inputs, env))),
    ...(required.includes('custom') ? await problemsOf(() => examineProgram(inputs, env)) : []),
  ];
}

async function problemsOf(examine: () => Promise<void>): Promise<readonly string[]> {
  try {
    await examine();
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [inOneLine(error)];
  }
}

async function examineSpecs({ specs, workdir, format, loop }: Inputs, env: CommandContext['env']): Promise<void> {
  // Which of several is named with the run.
  if (specs.length === 0 && specNames(workdir).present.length > 1) return;
  const located = await locateSpecs(specs, workdir, { unwritten: true, format, env });
  const [only, ...others] = located;
  // Of several those run that can be read.
  if (only !== undefined && others.length === 0) await readSpec(only, loop);
}

async function examineProgram({ agents, workdir }: Inputs, env: CommandContext['env']): Promise<void> {
  const [program] = splitCommand(agents.agentCommand ?? '', 'custom');
  const path = program.includes('/') ? resolve(workdir, program) : program;
  if ((await findProgram(path, ownPath(env))) !== null) return;
  throw new UserError(`there is no program ${program}, or it cannot be executed`, {
    where: '--agent-command',
    fix: 'correct it, install it, or make it executable',
  });
}
