import { agentOptions } from './agent-options.ts';
import { githubOptions } from './github-options.ts';
import type { Frontend, Option } from './option.ts';
import { runOptions } from './run-options.ts';
import { throttleOptions } from './throttle-options.ts';

/** Everything that can be set. Flags, inputs, action.yml and the README's table all come from here. */
export const options = { ...runOptions, ...agentOptions, ...throttleOptions, ...githubOptions } as const;

export type OptionName = keyof typeof options;

/** What each option reads to. */
export type OptionValues = {
  readonly [Name in OptionName]: (typeof options)[Name] extends Option<infer T> ? T : never;
};

/** Names of the options of one side, in the table's order. */
export function optionNames(frontend: Frontend): readonly OptionName[] {
  return (Object.keys(options) as OptionName[]).filter((name) => options[name].frontends.includes(frontend));
}
