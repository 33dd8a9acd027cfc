import { UserError } from '../errors.ts';
import { nearest } from './nearest.ts';
import { formerNames, optionNames } from './options/options.ts';
import type { OptionSource } from './source.ts';

/**
 * The action's inputs as the runner hands them over: `INPUT_` and the name in capitals, blanks as underscores
 * (@actions/core's getInput reads them in the same way).
 *
 * A slip of one of our names is refused, for the runner only warns, and a budget would be forgotten. A job may have
 * variables of its own that start alike; those hold no dash, which a shell's variable cannot.
 */
export function actionSource(env: Readonly<Record<string, string | undefined>>): OptionSource {
  const names: readonly string[] = [...optionNames('action'), ...formerNames('action').keys()];
  const variables = new Set(names.map(inputVariable));
  for (const variable of Object.keys(env)) {
    if (!variable.startsWith('INPUT_') || variables.has(variable)) continue;
    const name = variable.slice('INPUT_'.length).toLowerCase();
    const dashed = name.replaceAll('_', '-');
    const suggestion = name.includes('-') ? nearest(dashed, names) : names.find((known) => known === dashed);
    if (suggestion !== null && suggestion !== undefined) {
      throw new UserError('unknown input', { where: `input ${name}`, fix: `did you mean ${suggestion}?` });
    }
  }
  return { frontend: 'action', raw: (name) => env[inputVariable(name)] };
}

function inputVariable(name: string): string {
  return `INPUT_${name.toUpperCase()}`;
}
