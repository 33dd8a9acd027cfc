import { agentOptions } from './agent-options.ts';
import { githubOptions } from './github-options.ts';
import type { Option, Side } from './option.ts';
import { loopOptions } from './run-options.ts';
import { throttleOptions } from './throttle-options.ts';

/** Everything that can be set. Flags, inputs, action.yml and the README's table all come from here. */
export const options = { ...loopOptions, ...agentOptions, ...throttleOptions, ...githubOptions } as const;

export type OptionName = keyof typeof options;

/** What each option reads to. */
export type Values = {
  readonly [Name in OptionName]: (typeof options)[Name] extends Option<infer T> ? T : never;
};

/** Names of the options of one side, in the table's order. */
export function optionNames(side: Side): readonly OptionName[] {
  return (Object.keys(options) as OptionName[]).filter((name) => options[name].sides.includes(side));
}
