import { UserError } from '../errors.ts';
import { nearest } from './nearest.ts';
import { type OptionName, optionNames } from './options/options.ts';
import type { Source } from './source.ts';

/**
 * The action's inputs as the runner hands them over: `INPUT_` and the name in capitals, blanks as underscores
 * (@actions/core's getInput reads them in the same way).
 *
 * A slip of one of our names is refused, for the runner only warns, and a budget would be forgotten. A job may have
 * variables of its own that start alike; those hold no dash, which a shell's variable cannot.
 */
export function loadInputs(env: Readonly<Record<string, string | undefined>>): Source {
  const names = optionNames('action');
  const variables = new Set(names.map(variableOf));
  for (const variable of Object.keys(env)) {
    if (!variable.startsWith('INPUT_') || variables.has(variable)) continue;
    const name = variable.slice('INPUT_'.length).toLowerCase();
    const dashed = name.replaceAll('_', '-');
    const meant = name.includes('-') ? nearest(dashed, names) : names.find((known) => known === dashed);
    if (meant !== null && meant !== undefined) {
      throw new UserError('there is no such input', { where: `input ${name}`, fix: `did you mean ${meant}?` });
    }
  }
  return { side: 'action', raw: (name: OptionName) => env[variableOf(name)] };
}

function variableOf(name: string): string {
  return `INPUT_${name.toUpperCase()}`;
}
