import { expect } from '@jest/globals';
import { Command } from 'commander';
import { UserError } from '../../src/errors.ts';
import { addFlags, addRunFlags, throwUsageErrors } from '../../src/inputs/flags.ts';
import { inputsFromAction, inputsFromFlags } from '../../src/inputs/settings.ts';
import type { Inputs } from '../../src/inputs/types.ts';

/** The folder that the commands are given in. */
export const cwd = import.meta.dirname;

/** As the command line does it: argv → commander → settings. */
export function cli(argv: readonly string[], env: Record<string, string> = {}): Inputs {
  const program = throwUsageErrors(new Command('sequential-orchestration'));
  let read: Inputs | null = null;
  addFlags(addRunFlags(program.command('run')), ['answer']).action((flags) => {
    read = inputsFromFlags(flags, env, cwd);
  });
  program.parse(['run', ...argv], { from: 'user' });
  return read as unknown as Inputs;
}

/** As the runner does it: inputs → variables → settings. */
export function action(inputs: Record<string, string>, env: Record<string, string> = {}): Inputs {
  const variables = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  return inputsFromAction({ GITHUB_WORKSPACE: '/w', ...env, ...Object.fromEntries(variables) }, cwd);
}

/** What is thrown at a person who gave something wrong. */
export function refusal(act: () => unknown): UserError {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return error as UserError;
  }
  throw new Error('nothing was refused');
}
