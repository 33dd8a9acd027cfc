import { formerNames, optionNames, options } from './options/options.ts';
import type { OptionSource } from './source.ts';

const flagNames: ReadonlySet<string> = new Set([...optionNames('cli'), ...formerNames('cli').keys()]);

/** Flags as commander's `opts()` holds them, and the variables that stand for what must not be a flag. */
export function flagSource(
  flags: Readonly<Record<string, unknown>>,
  env: Readonly<Record<string, string | undefined>>,
): OptionSource {
  return {
    frontend: 'cli',
    raw(name) {
      const variable = optionVariable(name);
      if (variable !== undefined) return env[variable];
      // A command may have flags of its own that are named like inputs of the action.
      if (!flagNames.has(name)) return undefined;
      const value = flags[name.replace(/-([a-z])/gu, (_, letter: string) => letter.toUpperCase())];
      if (value === undefined) return undefined;
      return Array.isArray(value) ? value.join('\n') : String(value);
    },
  };
}

function optionVariable(name: string): string | undefined {
  const table: Readonly<Record<string, { readonly variable?: string }>> = options;
  return table[name]?.variable;
}
