import { describe, expect, test } from '@jest/globals';
import { specStateSchema } from '../../src/state/schema.ts';
import {
  type AttemptEnd,
  addTotals,
  addWaiting,
  answerHalt,
  assign,
  complete,
  completedStill,
  completeUnit,
  doneKeys,
  endAttempt,
  forgetRenumbered,
  forgetSession,
  halt,
  heartbeat,
  newSpecState,
  pause,
  recordCommit,
  startAttempt,
  startRun,
  wholeSpec,
} from '../../src/state/transitions.ts';
import type { Halt, SpecState } from '../../src/state/types.ts';

const night = Date.UTC(2026, 10, 23, 1, 0, 0);
const parser = { key: '1', title: 'Build the parser' };

function ended(patch: Partial<AttemptEnd>): AttemptEnd {
  return {
    unitKey: '1',
    backend: 'codex',
    counted: true,
    status: 'failed',
    durationS: 10,
    tokens: 100,
    costUsd: 0.1,
    costEstimated: false,
    session: 's-1',
    failure: 'the tests are red',
    tried: 'codex, failed: the tests are red',
    idle: false,
    fingerprint: 'red',
    now: night + 10_000,
    ...patch,
  };
}

const question: Halt = {
  id: 'h-1',
  task: '1',
  title: 'Build the parser',
  line: 3,
  at: '2026-11-23T01:10:00.000Z',
  cause: 'question',
  question: 'Which grammar?',
  tried: [],
  tail: '',
  issue: null,
  url: null,
};

function started(state: SpecState = newSpecState(night)): SpecState {
  return startAttempt(startRun(state, { runId: 'r-1', now: night }), { unit: parser, backend: 'codex', now: night });
}

describe('a unit on its way', () => {
  test('goes from the first attempt to a commit, and every step is a valid state', () => {
    const steps: SpecState[] = [newSpecState(night)];
    const step = (next: (state: SpecState) => SpecState) => steps.push(next(steps.at(-1) as SpecState));
    step((s) => startRun(s, { runId: 'r-1', now: night }));
    step((s) => assign(s, '1', { type: 'code', owner_agent: 'codex', source: 'codex' }));
    step((s) => startAttempt(s, { unit: parser, backend: 'codex', now: night }));
    step((s) => endAttempt(s, ended({})));
    step((s) => startAttempt(s, { unit: parser, backend: 'codex', now: night + 20_000 }));
    step((s) => endAttempt(s, ended({ status: 'completed', failure: null, fingerprint: null, costUsd: 0.2 })));
    step((s) => completeUnit(s, { unitKey: '1', keys: ['1', '1.1'], summary: 'It parses.', now: night + 30_000 }));
    step((s) => recordCommit(s, '1', 'abc'));
    step((s) => complete(s, night + 40_000));

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
    expect([...doneKeys(steps.at(-1) as SpecState)]).toEqual(['1', '1.1']);
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

  test('what was tried is told of ten attempts, until somebody answers or the unit is done', () => {
    const ends = Array.from({ length: 12 }, (_, index) => ended({ tried: `codex, failed: ${index + 1}` }));
    const state = [...ends, ended({ counted: false, tried: null })].reduce(endAttempt, started());
    expect(state.units['1']?.tried).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((n) => `codex, failed: ${n}`));
    expect(specStateSchema.parse(state)).toEqual(state);
    const done = completeUnit(state, { unitKey: '1', keys: [], summary: '', now: night });
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
    expect(forgetSession(both, '1', 'codex').units['1']?.sessions).toEqual({ claude: 's-2' });
    expect(forgetSession(both, '1', 'gemini')).toBe(both);
  });

  test('sums money without the noise of floating point', () => {
    const state = [0.1, 0.2].reduce((before, costUsd) => endAttempt(before, ended({ costUsd })), started());
    expect(state.units['1']?.cost_usd).toBe(0.3);
  });
});

describe('a halt and its answer', () => {
  const stopped = halt(endAttempt(started(), ended({ status: 'halted' })), question);

  test('stops the spec with the unit that asked', () => {
    expect(stopped).toMatchObject({
      halted: true,
      halted_at: question.at,
      halted_task: '1',
      halt: { id: 'h-1' },
      units: { 1: { status: 'halted' } },
    });
  });

  const answer = { text: 'PEG', author: 'ann', url: null, at: '2026-11-23T08:00:00.000Z' };

  test('is consumed by its answer, which gives the unit all its attempts again', () => {
    const going = answerHalt(stopped, { answer, skip: false, by: 'ann', now: night });
    expect(specStateSchema.parse(going)).toMatchObject({
      halted: false,
      halted_at: null,
      halted_task: null,
      halt: null,
      consumed: ['h-1'],
      answers: { 1: [answer] },
      units: { 1: { status: 'in-progress', attempts: 0, fingerprint: null, last_failure: 'the tests are red' } },
    });
    expect(going.units['1']).not.toHaveProperty('tried');
    expect(answerHalt(going, { answer, skip: false, by: 'ann', now: night })).toBe(going);
  });

  test('skipped counts as done by the human who said so', () => {
    const anonymous = { ...answer, author: null, text: 'done by hand' };
    const word = { answer: anonymous, skip: true, by: 'bob', now: night, keys: ['1.1'] };
    const going = answerHalt(stopped, word);
    expect(going).toMatchObject({
      completed: ['1', '1.1'],
      units: { 1: { status: 'skipped', summary: 'done by hand' } },
      answers: { 1: [{ author: 'bob' }] },
    });
  });

  test('without a unit keeps the answer for the whole spec', () => {
    const conflict = halt(newSpecState(night), { ...question, task: null, cause: 'conflict' });
    const going = answerHalt(conflict, { answer, skip: false, by: 'ann', now: night });
    expect(going.answers).toEqual({ [wholeSpec]: [answer] });
    expect(going.halted).toBe(false);
  });

  test('of an old state that kept only the flag and the task is answered as well', () => {
    const old = { ...newSpecState(night), halted: true, halted_task: '2' };
    const going = answerHalt(old, { answer, skip: false, by: 'ann', now: night });
    expect(going).toMatchObject({ halted: false, halted_task: null, answers: { 2: [answer] }, consumed: [] });
  });
});

describe('a renumbered task', () => {
  const done = completeUnit(started(), { unitKey: '1', keys: ['1'], summary: '', now: night });

  test.each([
    ['the same title', 'Build the parser', true],
    ['the same title with other blanks', ' Build  the parser', true],
    ['another title', 'Write the docs', false],
  ])('is done by the state only under its own title: %s', (_, title, still) => {
    expect(completedStill(done, '1', title)).toBe(still);
  });

  test('is trusted where no title was kept', () => {
    const carried = { ...newSpecState(night), completed: ['1'] };
    expect(completedStill(carried, '1', 'whatever')).toBe(true);
    expect(completedStill(carried, '2', 'whatever')).toBe(false);
  });

  test('starts from nothing, and the answers of people stay', () => {
    const assigned = assign(done, '1', { type: 'ui', owner_agent: 'gemini', source: 'codex' });
    const answers = { 1: [{ text: 'PEG', author: null, url: null, at: question.at }] };
    const forgotten = forgetRenumbered({ ...assigned, answers }, { key: '1', title: 'Write the docs' });
    expect(forgotten).toMatchObject({ completed: [], assignments: {}, units: {}, answers });
    expect(forgetRenumbered(assigned, parser)).toBe(assigned);
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

describe('a run', () => {
  test('clears the pause, and counts a chain only while each run was started by the one before', () => {
    const resume_after = '2026-11-23T05:00:00.000Z';
    const pausing = { at: question.at, resume_after, reason: 'quota', why: '5 hours' };
    const paused = pause(newSpecState(night), pausing);
    const dispatched = (state: SpecState, runId: string) => startRun(state, { runId, now: night, dispatched: true });
    const going = (state: SpecState) => pause(state, { ...pausing, continues: true });
    const chained = dispatched(going(dispatched(going(paused), 'a')), 'b');
    expect(chained).toMatchObject({ paused: null, chain: 2, run: { id: 'b' } });
    expect(dispatched(pause(chained, pausing), 'c').chain).toBe(0);
    expect(startRun(going(chained), { runId: 'd', now: night }).chain).toBe(0);
  });

  test('tells its heartbeat only while there is a run', () => {
    const fresh = newSpecState(night);
    expect(heartbeat(fresh, night)).toBe(fresh);
    expect(heartbeat(started(), night + 1).run?.heartbeat).toBe('2026-11-23T01:00:00.001Z');
  });

  test('adds up what it spent and how long it waited for what', () => {
    let state = addTotals(newSpecState(night), { calls: 1, tokens_in: 5, cost_usd: 0.1, agent_s: 1.26 });
    state = addTotals(state, { calls: 1, cost_usd: 0.2, cost_estimated: true });
    state = addWaiting(addWaiting(state, 'quota', 60), 'quota', 0.5);
    expect(specStateSchema.parse(state).totals).toEqual({
      calls: 2,
      tokens_in: 5,
      tokens_cached: 0,
      tokens_out: 0,
      cost_usd: 0.3,
      cost_estimated: true,
      agent_s: 1.3,
      waiting_s: { quota: 60.5 },
    });
  });

  test('leaves unknown keys and the state before it alone', () => {
    const before = Object.freeze({ ...newSpecState(night), note: 'from a newer version' });
    const after = endAttempt(started(before), ended({}));
    expect(after).toMatchObject({ note: 'from a newer version' });
    expect(before.units).toEqual({});
  });
});
