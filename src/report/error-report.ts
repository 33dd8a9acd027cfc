import { UserError } from '../errors.ts';
import type { OutcomeKind } from '../run-events/types.ts';

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

/** What a person is told of an error, and the exit code that goes with it. */
export function errorReport(error: unknown): { readonly text: string; readonly exitCode: 64 | 70 } {
  if (error instanceof UserError) {
    const lines = [`error: ${error.where === null ? '' : `${error.where}: `}${error.message}`];
    if (error.fix !== null) lines.push(...error.fix.split('\n').map((line) => `  → ${line}`));
    return { text: lines.join('\n'), exitCode: 64 };
  }
  const message = error instanceof Error ? error.message : '';
  if (diskFullPattern.test(message)) {
    const fix = 'free some space, then run the same command again: finished work is kept, and no file is half-written';
    return { text: `error: the disk is full: ${message}\n  → ${fix}`, exitCode: 64 };
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    text: `internal error: this is a bug in sequential-orchestration; please report it with these lines\n${stack}`,
    exitCode: 70,
  };
}
