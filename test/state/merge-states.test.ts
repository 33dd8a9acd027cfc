import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mergeStates } from '../../src/state/merge-states.ts';
import { stateFileSchema } from '../../src/state/schema.ts';
import { recordRunStart } from '../../src/state/transitions/known-run.ts';
import { addReviewToTotals, addTotals } from '../../src/state/transitions/totals.ts';
import { answerHalt, markSpecCompleted, newSpecState, recordHalt } from '../../src/state/transitions/transitions.ts';
import { endAttempt, markUnitCompleted } from '../../src/state/transitions/units.ts';
import type { SpecState, StateFile } from '../../src/state/types.ts';
import { emptyHistory, recordCall, recordCallEnd, recordLimit } from '../../src/throttle/history.ts';
import { ended, night, question, started } from './steps.ts';

const fileOf = (specs: Readonly<Record<string, SpecState>>, throttle = emptyHistory()): StateFile =>
  stateFileSchema.parse({ schema: 1, specs, throttle });
const done = (state: SpecState, unitKey: string, now = night) =>
  markUnitCompleted(state, { unitKey, keys: [unitKey], summary: 'done', now });
const fresh = newSpecState(night);
const answer = { text: 'The first.', author: 'ada', url: null, at: '2026-11-23T02:00:00.000Z' };

describe('specs that one side worked on', () => {
  test('are taken from there, with keys that nobody here knows', () => {
    const base = { ...fileOf({ old: fresh }), note: 'kept' };
    const ours = { ...base, specs: { ...base.specs, a: done(fresh, '1') } };
    const theirs = { ...base, specs: { old: done(fresh, '9'), b: { ...done(fresh, '2'), unheard: 'of' } }, more: true };
    expect(mergeStates(base, ours, theirs)).toMatchObject({
      note: 'kept',
      more: true,
      specs: { old: { completed: ['9'] }, a: { completed: ['1'] }, b: { completed: ['2'], unheard: 'of' } },
    });
  });

  test('that one side removed and the other left alone are gone', () => {
    const base = fileOf({ a: fresh, b: fresh });
    const merged = mergeStates(base, fileOf({ a: done(fresh, '1'), b: fresh }), fileOf({ a: fresh }));
    expect(Object.keys(merged.specs)).toEqual(['a']);
  });

  test('keep of a unit the most that either side counted', () => {
    const state = done(fresh, '1');
    const counted = (counts: Partial<SpecState['units'][string]>) =>
      fileOf({ a: { ...state, units: { 1: { ...(state.units['1'] as SpecState['units'][string]), ...counts } } } });
    const [ours, theirs] = [
      { tokens: 5, cost_usd: 1, cost_estimated: true, status: 'in-progress' as const },
      { tokens: 3, duration_s: 9 },
    ];
    for (const [one, other] of [
      [ours, theirs],
      [theirs, ours],
    ]) {
      const unit = mergeStates(fileOf({ a: state }), counted(one ?? {}), counted(other ?? {})).specs.a?.units['1'];
      expect(unit).toMatchObject({ tokens: 5, cost_usd: 1, duration_s: 9, cost_estimated: true });
      expect(unit).not.toHaveProperty('credits');
    }
    const plain = mergeStates(fileOf({ a: state }), counted({ tokens: 1 }), counted({ tokens: 2 })).specs.a?.units['1'];
    expect(plain?.cost_estimated).not.toBe(true);
  });

  test('may be called like an object’s own workings', () => {
    const named = JSON.parse(`{"schema":1,"specs":{"__proto__":${JSON.stringify(fresh)}}}`);
    expect(Object.keys(mergeStates(null, fileOf({ a: fresh }), named).specs)).toEqual(['a', '__proto__']);
  });
});

describe('a spec that both worked on', () => {
  const merge = (base: SpecState | null, ours: SpecState, theirs: SpecState) =>
    mergeStates(base === null ? null : fileOf({ s: base }), fileOf({ s: ours }), fileOf({ s: theirs })).specs.s;

  test('done wins, and of what was counted the most', () => {
    const base = started();
    const failed = endAttempt(endAttempt(base, ended({ tokens: 50 })), ended({}));
    const finished = done(endAttempt(base, ended({ status: 'completed', tokens: 30 })), '1', night + 1000);
    for (const merged of [merge(base, failed, finished), merge(base, finished, failed)]) {
      expect(merged).toMatchObject({
        completed: ['1'],
        units: { 1: { status: 'completed', attempts: 2, tokens: 150, duration_s: 20 } },
      });
    }
  });

  test('sums are not added to themselves where a squashed merge has them on both sides', () => {
    const squashed = addTotals(fresh, { calls: 2, cost_usd: 0.1, credits: 0.1 });
    const reviewed = addReviewToTotals(squashed, { caught: 2, advice: 1 });
    expect(merge(squashed, reviewed, { ...squashed, note: 1 })?.totals).toMatchObject({ review_caught: 2 });
    expect(merge(null, reviewed, { ...squashed, note: 1 })?.totals).toMatchObject({
      review_caught: 2,
      review_advice: 1,
    });
    const merged = merge(null, addTotals(squashed, { calls: 1, cost_usd: 0.2, credits: 0.2 }), {
      ...squashed,
      paused: null,
      note: 1,
    });
    expect(merged?.totals).toMatchObject({ calls: 3, cost_usd: 0.3, credits: 0.3 });
  });

  test('a halt stands until it is answered, or until what it is about is done', () => {
    const halted = recordHalt(started(), question);
    const other = done(fresh, '2', night + 1000);
    expect(merge(fresh, halted, other)).toMatchObject({ halted: true, halt: { id: 'h-1' }, completed: ['2'] });
    const answered = answerHalt(halted, { answer, skip: false, by: 'ada', now: night + 5000 });
    expect(merge(fresh, halted, answered)).toMatchObject({ halted: false, halt: null, consumed: ['h-1'] });
    const settled = merge(fresh, halted, done(fresh, '1'));
    expect(settled).toMatchObject({ halted: false, halt: null, settling: [{ id: 'h-1' }] });
  });

  test('what is said of its run is what was said last', () => {
    const older = recordRunStart(fresh, { runId: 'older', now: night + 1000 });
    const newer = markSpecCompleted({ ...recordRunStart(fresh, { runId: 'newer', now: night + 2000 }) }, night + 3000);
    for (const merged of [merge(fresh, older, newer), merge(fresh, newer, older)]) {
      expect(merged).toMatchObject({ run: { id: 'newer' }, completed_at: '2026-11-23T01:00:03.000Z' });
    }
  });
});

test('the throttle remembers the calls, limits and sums of both', () => {
  const base = recordCall(emptyHistory(), { at: night });
  const limit = { backend: 'codex', window: null, resetsAt: null, source: 'none', message: '' } as const;
  const call = { backend: 'codex', durationMs: 1, usage: null, costUsd: 1, windows: [] };
  const ours = recordCallEnd(recordCall(base, { at: night + 1 }), { ...call, at: night + 3, completedUnitMs: 7 });
  const theirs = recordLimit(
    recordCallEnd(recordCall(base, { at: night + 2 }), { ...call, costUsd: 2, at: night + 4, completedUnitMs: 9 }),
    limit,
    night + 4,
  );
  expect(mergeStates(fileOf({}, base), fileOf({}, ours), fileOf({}, theirs)).throttle).toMatchObject({
    calls: [night, night + 1, night + 2],
    lastCallEndedAt: night + 4,
    unitDurationsMs: [7, 9],
    limits: { codex: { at: night + 4 } },
    days: { '2026-11-23': { calls: 3, costUsd: 3 } },
  });
});

describe('any three states', () => {
  const step = fc.oneof(
    fc.constantFrom('1', '2').map((key) => (state: SpecState, now: number) => done(state, key, now)),
    fc
      .nat(2)
      .map((n) => (state: SpecState, now: number) => endAttempt(state, ended({ now, tokens: n, status: 'failed' }))),
    fc.constant((state: SpecState, now: number) => recordRunStart(state, { runId: `r-${now}`, now })),
    fc.constant((state: SpecState, now: number) => recordHalt(state, { ...question, id: `h-${now}` })),
    fc.constant((state: SpecState, now: number) => answerHalt(state, { answer, skip: false, by: 'ada', now })),
  );
  const steps = fc.array(step, { maxLength: 4 });
  const apply = (state: SpecState, taken: readonly ((state: SpecState, now: number) => SpecState)[], from: number) =>
    taken.reduce((current, one, at) => one(current, from + at * 1000), state);
  const parted = fc.tuple(steps, steps, steps).map(([before, a, b]) => {
    const base = apply(fresh, before, night);
    return [base, apply(base, a, night + 60_000), apply(base, b, night + 60_500)] as const;
  });
  const sorted = ({ specs }: StateFile) => ({ ...specs.s, completed: [...(specs.s?.completed ?? [])].sort() });

  test('give a state that can be read, whoever merges, and the same when it is merged again', () => {
    fc.assert(
      fc.property(parted, ([base, ours, theirs]) => {
        const files = [base, ours, theirs].map((s) => fileOf({ s })) as [StateFile, StateFile, StateFile];
        const merged = mergeStates(...files);
        expect(stateFileSchema.safeParse(merged).success).toBe(true);
        expect(sorted(mergeStates(files[0], files[2], files[1]))).toEqual(sorted(merged));
        expect(mergeStates(files[0], files[1], files[1]).specs).toEqual(files[1].specs);
        expect(mergeStates(files[1], files[1], files[2]).specs).toEqual(files[2].specs);
        expect(mergeStates(files[2], merged, files[2]).specs).toEqual(merged.specs);
        for (const key of [...ours.completed, ...theirs.completed]) expect(merged.specs.s?.completed).toContain(key);
      }),
    );
  });
});
