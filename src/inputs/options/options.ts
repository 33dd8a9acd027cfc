import { backends as builtInBackends } from '../../agents/index.ts';
import type { Backend } from '../../agents/types.ts';
import { agentOptions } from './agent-options.ts';
import { githubOptions } from './github-options.ts';
import type { Frontend, Option } from './option.ts';
import { runOptions } from './run-options.ts';
import { throttleOptions } from './throttle-options.ts';

/** Everything that can be set, where these backends can be named. */
export function optionTable(backends: readonly Backend[]) {
  return { ...runOptions, ...agentOptions(backends), ...throttleOptions(backends), ...githubOptions } as const;
}

/** With the built-in backends: flags, inputs, action.yml and docs/configuration.md all come from here. */
export const options = optionTable(builtInBackends);

export type OptionTable = ReturnType<typeof optionTable>;

export type OptionName = keyof OptionTable;

/** Texts of options, as flags would have them. */
export type OptionTexts = ReadonlyMap<OptionName, string>;

/** What each option reads to. */
export type OptionValues = {
  readonly [Name in OptionName]: OptionTable[Name] extends Option<infer T> ? T : never;
};

const throttleNames = throttleOptions(builtInBackends);

/** Names that options of one side had before, each with the option of today. */
export function formerNames(frontend: Frontend): ReadonlyMap<string, OptionName> {
  const table: Readonly<Record<OptionName, Option<unknown>>> = options;
  return new Map(
    optionNames(frontend).flatMap((name) => {
      const { formerName } = table[name];
      return formerName === undefined ? [] : [[formerName, name] as const];
    }),
  );
}

/** Under which heading an option stands in the help. */
export function optionGroup(name: OptionName): string {
  if (name in runOptions) return 'The run';
  if (name in throttleNames) return 'Limits and budgets';
  return name in githubOptions ? 'Commits and branches' : 'Agents';
}

/** Names of the options of one side, in the table's order. */
export function optionNames(frontend: Frontend): readonly OptionName[] {
  return (Object.keys(options) as OptionName[]).filter((name) => options[name].frontends.includes(frontend));
}
