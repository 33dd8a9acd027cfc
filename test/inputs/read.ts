import { expect } from '@jest/globals';
import { Command } from 'commander';
import { UserError } from '../../src/errors.ts';
import { parseConfig } from '../../src/inputs/config-file/parse-config.ts';
import { addFlags, addRunFlags } from '../../src/inputs/flags.ts';
import type { OptionTexts } from '../../src/inputs/options/options.ts';
import { givenFlags, givenToAction } from '../../src/inputs/settings.ts';
import type { Inputs } from '../../src/inputs/types.ts';
import { throwUsageErrors } from '../../src/inputs/usage-errors.ts';

/** The folder that the commands are given in. */
export const cwd = import.meta.dirname;

/** The configuration file with this text. */
const configOf = (text: string | null) => (text === null ? null : parseConfig(text, '.github/sequential.yml (main)'));

/** As the command line does it: argv → commander → settings; `file`: text of the configuration file; `kept`: by the records. */
export function cli(
  argv: readonly string[],
  env: Record<string, string> = {},
  file: string | null = null,
  kept: OptionTexts = new Map(),
): Inputs {
  const program = throwUsageErrors(new Command('sequential-orchestration'));
  let read: Inputs | null = null;
  addFlags(addRunFlags(program.command('run')), ['answer']).action((flags) => {
    read = givenFlags(flags, env, cwd).read(configOf(file), { kept: () => kept });
  });
  program.parse(['run', ...argv], { from: 'user' });
  return read as unknown as Inputs;
}

/** As the runner does it: inputs → variables → settings. */
export function action(
  inputs: Record<string, string>,
  env: Record<string, string> = {},
  file: string | null = null,
): Inputs {
  const variables = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  const given = givenToAction({ GITHUB_WORKSPACE: '/w', ...env, ...Object.fromEntries(variables) }, cwd);
  return given.read(configOf(file));
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
