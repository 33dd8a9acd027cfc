import { existsSync } from 'node:fs';
import { basename, delimiter, join, resolve } from 'node:path';
import { findProgram } from '../agents/install/find-program.ts';
import { setUpRemedy } from './set-up.ts';
import type { CannotRun } from './types.ts';

/** By POSIX a shell ends so for what it cannot execute, and for what it does not find. */
const NOT_EXECUTABLE = 126;
const NOT_FOUND = 127;
/** npm: ENOENT, for the most part of package.json. */
const NPM_NOT_FOUND = 254;

/** Who says what could not be run: `sh: 1: jest: not found`, `/usr/bin/env: ‘node’: No such file or directory`. */
const SHELLS = ['sh', 'bash', 'dash', 'ash', 'ksh', 'zsh', 'env'];
const NOT_FOUND_ENDINGS = [': command not found', ': not found', ': No such file or directory'];
const PERMISSION_ENDINGS = [': Permission denied', ': permission denied'];
/** `zsh:1: command not found: jest` */
const ZSH_WORDS = ': command not found: ';
const MAX_NAME_LENGTH = 100;

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
  if (code === NPM_NOT_FOUND && ['npm', 'npx', 'pnpm', 'yarn'].some((name) => command.includes(name))) {
    const isMissing = !existsSync(join(workdir, 'package.json'));
    const reason = isMissing ? 'there is no package.json' : 'npm did not find a file it needs';
    return { program: isMissing ? 'package.json' : null, isMissing, reason, remedy: setUpRemedy('npm', workdir) };
  }
  if (code !== NOT_FOUND && code !== NOT_EXECUTABLE) return null;
  // A folder of PATH that may not be entered has dash say "Permission denied" of what is nowhere.
  const endings = code === NOT_FOUND ? [...NOT_FOUND_ENDINGS, ...PERMISSION_ENDINGS] : PERMISSION_ENDINGS;
  const lines = output.split('\n').map((line) => line.trim());
  const program = lines.map((line) => readProgram(line, endings)).findLast((found) => found !== null) ?? null;
  const what = program ?? 'a program it needs';
  const isOwnScript = code === NOT_EXECUTABLE && program?.includes('/') === true;
  return {
    program,
    isMissing: program === null || !(await isThere(program, workdir, env.PATH)),
    reason: code === NOT_FOUND ? `${what} was not found` : `${what} is not executable`,
    remedy: isOwnScript ? `Make it executable: chmod +x ${program}` : setUpRemedy(program, workdir),
  };
}

/** The program that a line of a shell names; null: it is no such line. */
function readProgram(line: string, endings: readonly string[]): string | null {
  const zsh = line.indexOf(ZSH_WORDS);
  if (zsh >= 0) return checkName(line.slice(zsh + ZSH_WORDS.length));
  const ending = endings.find((words) => line.endsWith(words));
  if (ending === undefined) return null;
  const parts = line.slice(0, -ending.length).split(': ');
  const speaker = basename(parts[0] ?? '');
  return parts.length > 1 && (SHELLS.includes(speaker) || speaker.endsWith('.sh')) ? checkName(parts.at(-1)) : null;
}

function checkName(text = ''): string | null {
  const name = text.length <= MAX_NAME_LENGTH ? text.replace(/['"‘’]/g, '') : '';
  return name === '' || /\s/.test(name) ? null : name;
}

/** As the shell would find it, and package managers, which put the project's own programs in front. */
async function isThere(program: string, workdir: string, path = ''): Promise<boolean> {
  if (program.includes('/')) return (await findProgram(resolve(workdir, program), path)) !== null;
  const folders = [join(workdir, 'node_modules', '.bin'), path].join(delimiter);
  return (await findProgram(program, folders)) !== null;
}
