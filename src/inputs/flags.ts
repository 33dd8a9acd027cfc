import { type Command, Option } from 'commander';
import { formerNames, type OptionName, optionGroup, optionNames, options } from './options/options.ts';

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
