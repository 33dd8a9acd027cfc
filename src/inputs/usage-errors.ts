import type { Command, CommanderError } from 'commander';
import { UserError } from '../errors.ts';

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
