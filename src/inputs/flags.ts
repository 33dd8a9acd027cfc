import { type Command, Option } from 'commander';
import { formerNames, type OptionName, optionGroup, optionNames, options } from './options/options.ts';
import type { OptionSource } from './source.ts';

/** Gives a command all the flags of a run. */
export function addRunFlags(command: Command): Command {
  for (const name of optionNames('cli'))
    for (const option of flagOptions(name)) command.addOption(option.helpGroup(`${optionGroup(name)}:`));
  return command;
}

/** Gives a command some of the flags; their values stay text, to be read and refused in one place. */
export function addFlags(command: Command, names: readonly OptionName[]): Command {
  for (const name of names) for (const option of flagOptions(name)) command.addOption(option);
  return command;
}

const formerFlags = formerNames('cli');
const flagNames: ReadonlySet<string> = new Set([...optionNames('cli'), ...formerFlags.keys()]);

/** The description says what there is. */
const LONG_PLACEHOLDER = 60;

/** The flag, its former names, and what turns it off where it is on by default. */
function flagOptions(name: OptionName): readonly Option[] {
  const { kind, defaults, description } = options[name];
  const isSwitch = kind.flag === true;
  const value = isSwitch
    ? '[boolean]'
    : `<${kind.placeholder.length > LONG_PLACEHOLDER ? 'name,…' : kind.placeholder}>`;
  const defaultNote = defaults.cli === '' || isSwitch ? '' : ` (default: ${defaults.cli})`;
  const former = [...formerFlags].filter(([, today]) => today === name).map(([formerName]) => formerName);
  const flags = [name, ...former].map((flag) => {
    const option = new Option(`--${flag} ${value}`, `${description}${defaultNote}`).hideHelp(flag !== name);
    return kind.repeatable === true ? option.argParser(appendLine) : option;
  });
  return [...flags, ...(isSwitch && defaults.cli === 'true' ? [new Option(`--no-${name}`, `Turn ${name} off.`)] : [])];
}

function appendLine(next: string, previous?: string): string {
  return previous === undefined ? next : `${previous}\n${next}`;
}

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
