import { judgeSpecs, type ReadSpecStatus } from '../../src/run-events/spec-status.ts';

export const NOW = Date.UTC(2026, 10, 27, 22);

/** A spec with nothing done. */
export function readSpec(name: string, facts: Partial<ReadSpecStatus> = {}): ReadSpecStatus {
  return {
    ...{ name, folder: `.kiro/specs/${name}`, done: 0, total: 2, branch: null, workedAt: null },
    ...{ isComplete: false, isInBase: false, halt: null, paused: null, problem: null, isUnplanned: false },
    ...facts,
  };
}

export const halt = {
  ...{ id: '1@2026', task: '1', title: 'One', line: 1, at: '2026-11-27T20:00:00.000Z', cause: 'question' as const },
  ...{ question: 'PostgreSQL | SQLite?\nOr @both?', tried: [], tail: '', issue: 3, url: 'https://forge/issues/3' },
};
const inHours = (hours: number) => new Date(NOW + hours * 3_600_000).toISOString();
/** `notedIn`: how far ahead of ours the clock was that noted it, hours. */
export const pausedFor = (hours: number, notedIn = 0) => ({
  paused: { at: inHours(notedIn), resume_after: inHours(hours), why: 'the quota is used up' },
});

export const everyState = judgeSpecs(
  [
    readSpec('open', { branch: 'sequential/open', workedAt: NOW - 5, done: 1 }),
    readSpec('paused', pausedFor(2)),
    readSpec('halted', { halt }),
    readSpec('blocked'),
    readSpec('complete', { isComplete: true, done: 2, branch: 'sequential/complete' }),
    readSpec('merged', { isComplete: true, isInBase: true, done: 2 }),
    readSpec('unplanned', { isUnplanned: true, total: 0 }),
    readSpec('<b>::error::', { problem: { message: 'it is broken', fix: 'mend it' }, total: 0 }),
  ],
  new Map([['blocked', ['merged', 'complete', 'open']]]),
  NOW,
);
