import { existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { findProgram } from '../agents/install/find-program.ts';
import { setUpRemedy } from './set-up.ts';
import type { CannotRun } from './types.ts';

/** By POSIX a shell ends so for what it cannot execute, and for what it does not find. */
const NOT_EXECUTABLE = 126;
const NOT_FOUND = 127;
/** npm: ENOENT, for the most part of package.json. */
const NPM_NOT_FOUND = 254;

/** `sh: 1: jest: not found`, `bash: line 1: jest: command not found`, `/usr/bin/env: ‘node’: No such file or directory`. */
const NOT_FOUND_LINE =
  /^[^\n:]*(?:sh|bash|env)[^\n:]*:(?: (?:line )?\d+:)? *['"‘]?([^\s:'"‘’]{1,100})['"’]?: (?:command )?(?:not found|No such file or directory)/;
const PERMISSION_LINE =
  /^[^\n:]*(?:sh|bash|env)[^\n:]*:(?: (?:line )?\d+:)? *['"‘]?([^\s:'"‘’]{1,100})['"’]?: [Pp]ermission denied/;
const ZSH_LINE = /^[^\n:]*zsh:\d+: command not found: (\S{1,100})/;

/** What a command ended with. */
interface EndedCommand {
  readonly command: string;
  readonly code: number | null;
  readonly output: string;
  readonly workdir: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Reads from exit code and output that the machine could not run a command; null: it ran. */
export async function readCannotRun(ended: EndedCommand): Promise<CannotRun | null> {
  const { command, code, output, workdir, env } = ended;
  if (code === NPM_NOT_FOUND && /^\s*(?:npm|npx|pnpm|yarn)\b/m.test(command)) {
    const isMissing = !existsSync(join(workdir, 'package.json'));
    const reason = isMissing ? 'there is no package.json' : 'npm did not find a file that it needs';
    return { program: isMissing ? 'package.json' : null, isMissing, reason, remedy: setUpRemedy('npm', workdir) };
  }
  if (code !== NOT_FOUND && code !== NOT_EXECUTABLE) return null;
  const patterns = code === NOT_FOUND ? [NOT_FOUND_LINE, ZSH_LINE] : [PERMISSION_LINE];
  // A shell's own line is short; a long one would only be slow to read.
  const lines = output.split('\n').filter(({ length }) => length <= 300);
  const program = lines.map((line) => matchFirst(line, patterns)).findLast((found) => found !== null) ?? null;
  const what = program ?? 'a program that it needs';
  return {
    program,
    isMissing: program === null || !(await isThere(program, workdir, env.PATH)),
    reason: code === NOT_FOUND ? `${what} was not found` : `${what} may not be executed`,
    remedy: setUpRemedy(program, workdir),
  };
}

function matchFirst(line: string, patterns: readonly RegExp[]): string | null {
  return patterns.map((pattern) => pattern.exec(line)?.[1] ?? null).find((found) => found !== null) ?? null;
}

/** As the shell would find it, and package managers, which put the project's own programs in front. */
async function isThere(program: string, workdir: string, path = ''): Promise<boolean> {
  if (program.includes('/')) return (await findProgram(resolve(workdir, program), path)) !== null;
  const folders = [join(workdir, 'node_modules', '.bin'), path].join(delimiter);
  return (await findProgram(program, folders)) !== null;
}
