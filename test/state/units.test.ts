import { describe, expect, test } from '@jest/globals';
import { specStateSchema } from '../../src/state/schema.ts';
import { recordRunStart } from '../../src/state/transitions/known-run.ts';
import { markSpecCompleted, newSpecState } from '../../src/state/transitions/transitions.ts';
import {
  clearFormerWork,
  clearSession,
  completedKeys,
  endAttempt,
  isStillCompleted,
  isUnitCompleted,
  markUnitCompleted,
  recordAssignment,
  recordCommit,
  startAttempt,
  withUnitCommits,
} from '../../src/state/transitions/units.ts';
import type { SpecState } from '../../src/state/types.ts';
import { ended, night, parser, question, started } from './steps.ts';

describe('a unit on its way', () => {
  test('goes from the first attempt to a commit, and every step is a valid state', () => {
    const steps: SpecState[] = [newSpecState(night)];
    const step = (next: (state: SpecState) => SpecState) => steps.push(next(steps.at(-1) as SpecState));
    step((s) => recordRunStart(s, { runId: 'r-1', now: night }));
    step((s) => recordAssignment(s, '1', { type: 'code', owner_agent: 'codex', source: 'codex' }));
    step((s) => startAttempt(s, { unit: parser, backend: 'codex', now: night }));
    step((s) => endAttempt(s, ended({})));
    step((s) => startAttempt(s, { unit: parser, backend: 'codex', now: night + 20_000 }));
    step((s) => endAttempt(s, ended({ status: 'completed', failure: null, fingerprint: null, costUsd: 0.2 })));
    step((s) => markUnitCompleted(s, { unitKey: '1', keys: ['1', '1.1'], summary: 'It parses.', now: night + 30_000 }));
    step((s) => recordCommit(s, '1', 'abc'));
    step((s) => markSpecCompleted(s, night + 40_000));

    for (const state of steps) specStateSchema.parse(state);
    expect(steps.at(-1)).toMatchObject({
      completed: ['1', '1.1'],
      completed_at: '2026-11-23T01:00:40.000Z',
      run: { id: 'r-1', heartbeat: '2026-11-23T01:00:10.000Z' },
      units: {
        1: {
          status: 'completed',
          title: 'Build the parser',
          attempts: 2,
          duration_s: 20,
          tokens: 200,
          cost_usd: 0.3,
          last_failure: null,
          summary: 'It parses.',
          commit: 'abc',
          sessions: { codex: 's-1' },
          started_at: '2026-11-23T01:00:00.000Z',
          completed_at: '2026-11-23T01:00:30.000Z',
        },
      },
    });
    expect([...completedKeys(steps.at(-1) as SpecState)]).toEqual(['1', '1.1']);
  });

  test('spends no attempt on a limit, but its cost is counted and the last failure still stands', () => {
    const failed = endAttempt(started(), ended({}));
    const limited = endAttempt(
      failed,
      ended({ counted: false, failure: null, fingerprint: 'usage limit', idle: true, session: null }),
    );
    expect(limited.units['1']).toMatchObject({
      attempts: 1,
      idle: 0,
      fingerprint: { text: 'red', times: 1 },
      tokens: 200,
      last_failure: 'the tests are red',
      sessions: { codex: 's-1' },
    });
  });

  test('what was tried is reported for ten attempts, until somebody answers or the unit is done', () => {
    const ends = Array.from({ length: 12 }, (_, index) => ended({ tried: `codex, failed: ${index + 1}` }));
    const state = [...ends, ended({ counted: false, tried: null })].reduce(endAttempt, started());
    expect(state.units['1']?.tried).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((n) => `codex, failed: ${n}`));
    expect(specStateSchema.parse(state)).toEqual(state);
    const done = markUnitCompleted(state, { unitKey: '1', keys: [], summary: '', now: night });
    expect(done.units['1']).not.toHaveProperty('tried');
  });

  test.each([
    { ends: [{}, {}, {}], fingerprint: { text: 'red', times: 3 }, idle: 0 },
    { ends: [{}, { fingerprint: 'other' }], fingerprint: { text: 'other', times: 1 }, idle: 0 },
    { ends: [{}, { fingerprint: null }], fingerprint: null, idle: 0 },
    { ends: [{ idle: true }, { idle: true }], fingerprint: { text: 'red', times: 2 }, idle: 2 },
    { ends: [{ idle: true }, { idle: false }], fingerprint: { text: 'red', times: 2 }, idle: 0 },
    { ends: [{ idle: true }, { counted: false, idle: false }], fingerprint: { text: 'red', times: 1 }, idle: 0 },
  ])('keeps for the breaker how often the same thing happened in a row: $fingerprint, idle $idle', (row) => {
    const state = row.ends.reduce((before, end) => endAttempt(before, ended(end)), started());
    expect(state.units['1']).toMatchObject({ fingerprint: row.fingerprint, idle: row.idle });
  });

  test('keeps sessions by backend, and can forget one that could not be gone on with', () => {
    const both = endAttempt(endAttempt(started(), ended({})), ended({ backend: 'claude', session: 's-2' }));
    expect(both.units['1']?.sessions).toEqual({ claude: 's-2', codex: 's-1' });
    expect(clearSession(both, '1', 'codex').units['1']?.sessions).toEqual({ claude: 's-2' });
    expect(clearSession(both, '1', 'gemini')).toBe(both);
  });

  test('sums money without the noise of floating point', () => {
    const state = [0.1, 0.2].reduce((before, costUsd) => endAttempt(before, ended({ costUsd })), started());
    expect(state.units['1']?.cost_usd).toBe(0.3);
  });
});

describe('a renumbered task', () => {
  const done = markUnitCompleted(started(), { unitKey: '1', keys: ['1'], summary: '', now: night });

  test.each([
    ['the same title', 'Build the parser', true],
    ['the same title with other blanks', ' Build  the parser', true],
    ['another title', 'Write the docs', false],
  ])('is done by the state only under its own title: %s', (_, title, still) => {
    expect(isStillCompleted(done, '1', title)).toBe(still);
  });

  test('is trusted where no title was kept', () => {
    const carried = { ...newSpecState(night), completed: ['1'] };
    expect(isStillCompleted(carried, '1', 'whatever')).toBe(true);
    expect(isStillCompleted(carried, '2', 'whatever')).toBe(false);
  });

  test('not with a sub-task that was put into it since, where its tasks are known', () => {
    const unit = { key: '1', title: 'Build the parser', leaves: ['1.1', '1.2'] };
    const done = markUnitCompleted(started(), { unitKey: '1', keys: ['1', '1.1', '1.2'], summary: '', now: night });
    expect(isUnitCompleted(done, unit)).toBe(true);
    expect(isUnitCompleted(done, { ...unit, leaves: ['1.1', '1.2', '1.3'] })).toBe(false);
    const carried = { ...newSpecState(night), completed: ['1'] };
    expect(isUnitCompleted(carried, unit)).toBe(true);
  });

  test('starts from nothing, and the answers of people stay', () => {
    const assigned = recordAssignment(done, '1', { type: 'ui', owner_agent: 'gemini', source: 'codex' });
    const answers = { 1: [{ text: 'PEG', author: null, url: null, at: question.at }] };
    const forgotten = clearFormerWork({ ...assigned, answers }, { key: '1', title: 'Write the docs' });
    expect(forgotten).toMatchObject({ completed: [], assignments: {}, units: {}, answers });
    expect(clearFormerWork(assigned, parser)).toMatchObject({
      completed: [],
      units: { 1: { attempts: 0, title: parser.title } },
    });
    const begun = startAttempt(done, { unit: { key: '1', title: 'Write the docs' }, backend: 'codex', now: night });
    expect(begun.units['1']).toEqual({
      status: 'in-progress',
      title: 'Write the docs',
      attempts: 0,
      backend: 'codex',
      started_at: '2026-11-23T01:00:00.000Z',
    });
    expect(begun.completed).toEqual([]);
  });
});

test('a finished unit without its commit gets the one that was found, and others keep theirs', async () => {
  const finish = (state: SpecState, key: string) =>
    markUnitCompleted(
      endAttempt(
        startAttempt(state, { unit: { key, title: key }, backend: 'codex', now: night }),
        ended({ unitKey: key }),
      ),
      { unitKey: key, keys: [], summary: '', now: night },
    );
  const units = [
    { key: '1', id: '1' },
    { key: 'a-title', id: null },
    { key: '2', id: '2' },
    { key: '3', id: '3' },
  ];
  const state = recordCommit(['1', 'a-title', '2'].reduce(finish, newSpecState(night)), '1', 'abc');
  const found = new Map(Object.entries({ 1: 'newer', 'a-title': 'def', 2: 'fed', 3: 'open' }));
  const { units: known } = await withUnitCommits(state, units, async () => found);
  expect(Object.entries(known).map(([key, { commit }]) => [key, commit])).toEqual([
    ['1', 'abc'],
    ['2', 'fed'],
    ['a-title', 'def'],
  ]);
  const asked = () => Promise.reject(new Error('asked'));
  expect(await withUnitCommits(recordCommit(finish(newSpecState(night), '2'), '2', 'x'), units, asked)).toMatchObject({
    units: { 2: { commit: 'x' } },
  });
});
