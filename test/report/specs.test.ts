import { describe, expect, test } from '@jest/globals';
import { gitHub } from '../../src/forge.ts';
import { specsText } from '../../src/report/console/specs-report.ts';
import { specsPage } from '../../src/report/pages/specs-page.ts';
import { SUMMARY_LIMIT } from '../../src/report/pages/step-summary.ts';
import { judgeSpecs, MATRIX_LIMIT, nextWave } from '../../src/run-events/spec-status.ts';
import { everyState, halt, NOW, pausedFor, readSpec } from './every-state.ts';

const links = { repository: 'https://forge/octo/demo', run: null, forge: gitHub };
const none = new Map<string, readonly string[]>();
const kindOf = (facts: Parameters<typeof readSpec>[1]) => judgeSpecs([readSpec('a', facts)], none, NOW)[0]?.kind;

describe('what is to be done with a spec', () => {
  test.each([
    ['nothing is in its way', {}, 'open'],
    ['its pause is over', pausedFor(-1), 'open'],
    ['its pause lasts', pausedFor(1), 'paused'],
    ['a clock that was far ahead noted the pause', pausedFor(24 * 40), 'open'],
    ['a clock that was days ahead of ours noted the pause', pausedFor(72, 67), 'open'],
    ['one that was hours ahead did', pausedFor(5, 3), 'paused'],
    [
      'its pause has no end of its own',
      { paused: { at: new Date(NOW).toISOString(), resume_after: null, why: 'stopped' } },
      'open',
    ],
    ['its agent asked', { halt }, 'halted'],
    ['it asked, and was paused before', { halt, ...pausedFor(1) }, 'halted'],
    ['it is complete, whatever else is noted', { isComplete: true, halt, ...pausedFor(1) }, 'complete'],
    ['it cannot be read', { isComplete: true, problem: { message: 'x', fix: null } }, 'unreadable'],
  ])('%s', (_name, facts, kind) => expect(kindOf(facts)).toBe(kind));

  test('a spec waits until all that come before it are complete, and in the base', () => {
    const after = new Map([['c', ['a', 'b']]]);
    const waits = (a: object, b: object) =>
      judgeSpecs([readSpec('c'), readSpec('a', a), readSpec('b', b)], after, NOW)[0]?.waitsFor.map(({ name }) => name);
    const merged = { isComplete: true, isInBase: true };
    expect(waits({}, merged)).toEqual(['a']);
    expect(waits({ isComplete: true }, merged)).toEqual(['a']);
    expect(waits(merged, merged)).toEqual([]);
    // Reopened on its branch: what it adds is not there yet.
    expect(waits({ isInBase: true }, merged)).toEqual(['a']);
  });

  test('a matrix holds the open ones, those first that were not worked on for longest, and says how many are left', () => {
    const many = Array.from({ length: MATRIX_LIMIT + 44 }, (_, at) => readSpec(`s${at}`, { workedAt: 1000 - at }));
    const specs = judgeSpecs([readSpec('asks', { halt }), ...many, readSpec('fresh')], none, NOW);
    const { names, left } = nextWave(specs);
    expect([names.length, left, names.slice(0, 3)]).toEqual([256, 45, ['fresh', 's299', 's298']]);
    // What was worked on goes to the end, so that the rest has its turn in the next wave.
    const later = specs.map((spec) => (names.includes(spec.name) ? { ...spec, workedAt: NOW } : spec));
    expect(nextWave(later).names.slice(0, 45)).toEqual(Array.from({ length: 45 }, (_, at) => `s${44 - at}`));
  });
});

describe('people read', () => {
  test('a line for each in a terminal, and how many of each', () => {
    expect(specsText(everyState, NOW)).toBe(
      [
        'open          open                 1/2',
        'paused        paused               0/2  until 2026-11-28 00:00 UTC: the quota is used up',
        'halted        needs your input     0/2  PostgreSQL | SQLite?',
        'blocked       blocked              0/2  waits for complete (complete, not merged), open (open)',
        'complete      complete             2/2  sequential/complete is not merged',
        'merged        complete             2/2',
        'unplanned     has no tasks yet',
        '<b>::error::  cannot be worked on       it is broken; mend it',
        '1 open, 1 paused, 1 needs your input, 1 blocked, 2 complete, 1 has no tasks yet, 1 cannot be worked on',
        '',
      ].join('\n'),
    );
    expect(specsText([], NOW)).toBe('no specs\n');
  });

  test('a page, on which nothing of theirs is markup', () => {
    const page = specsPage(everyState, links, NOW);
    expect(page).toContain('## Specs: 1 open, 1 paused');
    expect(page).toContain(
      '| halted | ✋ needs your input | 0 of 2 | [answer](https://forge/issues/3): PostgreSQL \\| SQLite? ',
    );
    expect(page).toContain('[branch](https://forge/octo/demo/tree/sequential/complete)');
    expect(page).not.toContain('<b>');
    expect(page).not.toMatch(/(?<!\u200b|`)@both/);
    expect(page.split('\n').filter((line) => line.startsWith('| '))).toHaveLength(everyState.length + 1);
  });

  test('of very many, as many as a summary holds, and what no matrix could hold', () => {
    const why = 'x'.repeat(400);
    const many = Array.from({ length: 9000 }, (_, at) =>
      readSpec(`spec-${at}`, { problem: { message: why, fix: null } }),
    );
    const page = specsPage(
      judgeSpecs([...many, ...many.slice(0, 300).map((spec) => ({ ...spec, problem: null }))], none, NOW),
      links,
      NOW,
    );
    expect(Buffer.byteLength(page)).toBeLessThanOrEqual(SUMMARY_LIMIT);
    expect(page).toContain('_Left out for length: ');
  });
});
