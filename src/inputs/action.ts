import { UserError } from '../errors.ts';
import { nearest } from './nearest.ts';
import { type OptionName, optionNames } from './options.ts';
import type { Source } from './source.ts';

/**
 * The action's inputs as the runner hands them over: `INPUT_` and the name in capitals, blanks as underscores.
 * A name that looks like a slip of one of ours is refused; the runner itself only warns, and a budget would be
 * forgotten. (@actions/core's getInput reads them in the same way.)
 */
export function loadInputs(env: Readonly<Record<string, string | undefined>>): Source {
  const names = optionNames('action');
  const variables = new Map(names.map((name) => [variableOf(name), name]));
  for (const variable of Object.keys(env)) {
    if (!variable.startsWith('INPUT_') || variables.has(variable)) continue;
    const name = variable.slice('INPUT_'.length).toLowerCase();
    const meant = nearest(name.replaceAll('_', '-'), names);
    if (meant !== null) {
      throw new UserError('there is no such input', { where: `input ${name}`, fix: `did you mean ${meant}?` });
    }
  }
  return { side: 'action', raw: (name: OptionName) => env[variableOf(name)] };
}

function variableOf(name: string): string {
  return `INPUT_${name.toUpperCase()}`;
}
