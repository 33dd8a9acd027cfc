import { type Command, type CommanderError, Option } from 'commander';
import { UserError } from '../errors.ts';
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
  const former = [...formerNames('cli')].filter(([, today]) => today === name).map(([formerName]) => formerName);
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
      if (!isFlag(name)) return undefined;
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

function isFlag(name: string): boolean {
  return optionNames('cli').some((known) => known === name) || formerNames('cli').has(name);
}

/**
 * Makes a command and those below it tell bad usage as a UserError instead of printing it and leaving the process.
 * Help and version still print; they arrive as a CommanderError with `exitCode` 0. To be called before subcommands
 * are added, which inherit it.
 */
export function throwUsageErrors(command: Command): Command {
  return command
    .configureOutput({ outputError: () => undefined })
    .showSuggestionAfterError(true)
    .allowExcessArguments(false)
    .exitOverride((error) => {
      throw error.exitCode === 0 ? error : usageError(error);
    });
}

function usageError(error: CommanderError): UserError {
  // The help was printed, since nothing at all was asked for.
  if (error.code === 'commander.help') return new UserError('no command given', { where: 'command line' });
  const [message = '', hint] = error.message.replace(/^error: /u, '').split('\n');
  if (error.code === 'commander.excessArguments') {
    const fix =
      'every value belongs to a flag, such as --spec my-feature, and needs quotes if it contains spaces; see --help';
    return new UserError(message, { where: 'command line', fix, cause: error });
  }
  const fix = hint?.replace(/^\(|\)$/gu, '') ?? 'see --help';
  return new UserError(message, { where: 'command line', fix, cause: error });
}
