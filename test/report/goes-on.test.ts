import { expect, test } from '@jest/globals';
import { statusComment } from '../../src/report/pages/comments.ts';
import { createLinks } from '../../src/report/pages/links.ts';
import { BODY_LIMIT } from '../../src/report/pages/markdown.ts';
import { pullRequestBody } from '../../src/report/pages/pull-request/pull-request-body.ts';
import { outcomeMessage, utcMinuteRoundedUp } from '../../src/report/text/next-step.ts';
import type { Progress } from '../../src/run-events/types.ts';
import { aHalt, aProgress } from '../platform/night.ts';

const links = createLinks('https://github.com', 'octo', 'demo', { id: '77', attempt: 1 });

/** The line of a pull request that says where it stands. */
function standing(facts: Partial<Progress>): string {
  const body = pullRequestBody(
    aProgress(facts),
    { links, resumeCommand: '/resume', undelivered: [], runAtWork: 'this-run' },
    BODY_LIMIT,
  );
  return body.split('\n').find((line) => /^\p{Emoji}.*\*\*/u.test(line)) ?? '';
}

const paused = {
  at: '2026-11-23T01:02:02.000Z',
  resume_after: '2026-11-23T04:00:43.180Z',
  reason: 'quota',
  why: 'codex has used up its quota',
};

test.each([
  [
    'a limit that lasts',
    { outcome: 'paused', paused },
    '⏸️ **Paused**: codex has used up its quota. May continue after 2026-11-23 04:01 UTC. The first scheduled run after that continues; without a schedule, start the workflow again.',
  ],
  [
    'a budget',
    { outcome: 'paused', paused: { ...paused, reason: 'budget-units', resume_after: null, why: '3 units are done' } },
    '⏸️ **Paused**: 3 units are done. The next scheduled run continues; without a schedule, start the workflow again.',
  ],
  [
    'time, with a run that starts the next one',
    { outcome: 'paused', paused: { ...paused, reason: 'time-budget', why: 'time is up', continues: true } },
    '⏸️ **Paused**: time is up. May continue after 2026-11-23 04:01 UTC. The next run starts by itself; if none does, start the workflow again.',
  ],
  [
    'another run',
    { outcome: 'paused', paused: { ...paused, reason: 'raced', resume_after: null, why: 'another run works on it' } },
    '⏸️ **Paused**: another run works on it. That run continues the spec.',
  ],
  [
    'the number of iterations',
    { outcome: 'max-iterations' },
    '⏹️ **Stopped**: the maximum number of iterations was reached. Next: [2 Unit 2](https://github.com/octo/demo/blob/sequential/my-feature/.kiro/specs/my-feature/tasks.md?plain=1#L6). The next scheduled run continues; without a schedule, start the workflow again. Units that are done stay done.',
  ],
] as const)('the report of a spec that stopped for %s says what continues it', (_, facts, line) => {
  expect(standing(facts)).toBe(line);
});

test('a report of what the state says does not take its own job for the run', () => {
  const body = (under: { id: string; heartbeat: string } | null) =>
    statusComment(aProgress({}), { links, resumeCommand: '/resume', undelivered: [], runAtWork: under });
  expect(body({ id: '66-2', heartbeat: '2026-11-23T01:12:30.000Z' })).toContain(
    '▶️ **Running** when last seen at 2026-11-23 01:13 UTC ([run](https://github.com/octo/demo/actions/runs/66/attempts/2)). If it was lost, what it had pushed is safe. The next scheduled run continues;',
  );
  expect(body({ id: '2026-11-23T0112Z-99', heartbeat: '2026-11-23T01:12:30.000Z' })).toContain('01:13 UTC. If');
  expect(body(null)).toContain('⏹️ **No run** is active. The next scheduled run continues;');
});

test('the last word is a sentence, whatever the question ends with', () => {
  const end = (message: string, url: string | null) =>
    outcomeMessage({ kind: 'halted', message, progress: aProgress({ halt: aHalt({ url }) }), pullRequest: null });
  expect(end('halted since 1: SQLite?', 'https://x/2')).toBe('halted since 1: SQLite? Answer in https://x/2');
  expect(end('Halted at task 2: needs your input', null)).toMatch(/input\. To answer, start the workflow by hand/);
});

test('a time is shown as a minute that is not too early', () => {
  expect(utcMinuteRoundedUp('2026-11-23T23:59:00.001Z')).toBe('2026-11-24 00:00 UTC');
  expect(utcMinuteRoundedUp('2026-11-23T23:59:00.000Z')).toBe('2026-11-23 23:59 UTC');
});
