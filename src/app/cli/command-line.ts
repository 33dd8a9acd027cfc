import { realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { CommanderError } from 'commander';
import { errorReport } from '../../report/error-report.ts';
import type { CheckoutFinder } from '../../repository/git/checkout.ts';
import { version } from '../../version.ts';
import { currentFolder } from '../surroundings/current-folder.ts';
import { createProgram } from './program.ts';
import { env, leaveSignals, stop } from './startup/startup.ts';

const HELP = new Set(['help', '--help', '-h']);

let finder: Promise<CheckoutFinder> | null = null;
/** One for all parts of the command; who asks for help needs none. */
const findCheckout: CheckoutFinder = async (...asked) => {
  finder ??= import('../../repository/git/checkout.ts').then(({ createCheckoutFinder }) => createCheckoutFinder(env));
  return (await finder)(...asked);
};

/** The command line, from its arguments to the exit code. */
export async function runCommandLine(): Promise<void> {
  // Whoever read the output may leave; the night goes on.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  try {
    const args = process.argv.slice(2);
    const context = {
      ...{ env, args, stop, findCheckout },
      cwd: currentFolder(env),
      dist: dirname(realpathSync(process.argv[1] ?? '.')),
      stdin: process.stdin,
      stdout: process.stdout,
      stderr: process.stderr,
    };
    const setExitCode = (code: number) => {
      process.exitCode = code;
    };
    const flags = args.every((arg) => HELP.has(arg)) ? null : await import('../../inputs/flags.ts');
    await createProgram(version, context, setExitCode, flags).parseAsync();
  } catch (error) {
    // Help and version end here too; they were printed.
    if (!(error instanceof CommanderError)) {
      const { text, exitCode } = errorReport(error);
      process.stderr.write(`${text}\n`);
      process.exitCode = exitCode;
    }
  } finally {
    leaveSignals();
  }
}
