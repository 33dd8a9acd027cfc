import type { Command } from 'commander';
import type { addFlags, addRunFlags } from '../../inputs/flags.ts';

/** What gives commands their flags from the table of options. */
export interface CommandFlags {
  readonly addFlags: typeof addFlags;
  readonly addRunFlags: typeof addRunFlags;
}

/** The help of all commands says of each only that it has some. */
const unread = (to: Command) => to.option('--spec');

/** For the commands that the arguments name, or all where there are none; `table` null: nobody asks for a command's own flags. */
export function flagsOfNamed(args: readonly string[], table: CommandFlags | null): CommandFlags {
  if (table === null) return { addFlags: unread, addRunFlags: unread };
  const isNamed = (to: Command) => args.length === 0 || args.includes(to.name());
  return {
    addFlags: (to, names) => (isNamed(to) ? table.addFlags(to, names) : unread(to)),
    addRunFlags: (to) => (isNamed(to) ? table.addRunFlags(to) : unread(to)),
  };
}
