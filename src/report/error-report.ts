import { UserError } from '../errors.ts';
import type { OutcomeKind } from '../run-events/types.ts';
import { firstCharacters, lastCharacters } from '../text.ts';
import { plainText } from './text/plain-text.ts';

/** The command line's numbers, which scripts rely on; `sysexits.h` names 64 (usage) and 70 (software). */
export const exitCodes = {
  complete: 0,
  'max-iterations': 1,
  halted: 2,
  paused: 3,
  failed: 70,
} as const satisfies Record<OutcomeKind, number>;

/** As the system, and git in its own words, says it. */
const diskFullPattern = /\b(?:ENOSPC|EDQUOT)\b|no space left on device|out of diskspace|disk quota exceeded/i;

/** What the system says of a file or folder that only its owner can change. */
const SYSTEM_PROBLEMS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENAMETOOLONG: 'the path is too long',
  ENOTDIR: 'a part of the path is not a folder',
  ELOOP: 'the path leads through too many links',
};

/** null: it is not such an error. */
function describeSystemError(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const { code = '', path, syscall } = error as Error & { code?: string; path?: unknown; syscall?: string };
  const problem = SYSTEM_PROBLEMS[code];
  if (problem === undefined || typeof path !== 'string' || path === '') return null;
  const where = plainText(firstCharacters(path, 300)).replaceAll('\n', ' ');
  const fix =
    code === 'ENAMETOOLONG'
      ? 'use a shorter path'
      : 'make it a place that this user can read and write, or name another one, then run the same command again';
  return `error: ${where}: ${problem} (${syscall ?? code})\n  → ${fix}`;
}

const MAX_TEXT = 4_000;

function shortened(text: string): string {
  if (text.length <= MAX_TEXT) return text;
  const kept = firstCharacters(text, MAX_TEXT - 200);
  return `${kept} … (${text.length} characters) … ${lastCharacters(text, 150)}`;
}

/** What a person is told of an error, and the exit code that goes with it. */
export function errorReport(error: unknown): { readonly text: string; readonly exitCode: 64 | 70 } {
  if (error instanceof UserError) {
    // A value may be quoted in it, as long as it is.
    const where = error.where === null ? '' : `${shortened(error.where)}: `;
    const lines = [`error: ${where}${shortened(error.message)}`];
    if (error.fix !== null)
      lines.push(
        ...shortened(error.fix)
          .split('\n')
          .map((line) => `  → ${line}`),
      );
    return { text: lines.join('\n'), exitCode: 64 };
  }
  const message = error instanceof Error ? error.message : '';
  if (diskFullPattern.test(message)) {
    const fix = 'free some space, then run the same command again: finished work is kept, and no file is half-written';
    return { text: `error: the disk is full: ${message}\n  → ${fix}`, exitCode: 64 };
  }
  const systemProblem = describeSystemError(error);
  if (systemProblem !== null) return { text: systemProblem, exitCode: 64 };
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    text: `internal error: this is a bug in sequential-orchestration; please report it with these lines\n${stack}`,
    exitCode: 70,
  };
}
