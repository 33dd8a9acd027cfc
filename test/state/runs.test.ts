import { describe, expect, test } from '@jest/globals';
import { specStateSchema } from '../../src/state/schema.ts';
import { recordHeartbeat, recordRunStart } from '../../src/state/transitions/known-run.ts';
import { addTotals } from '../../src/state/transitions/totals.ts';
import { answerHalt, newSpecState, recordHalt, recordPause } from '../../src/state/transitions/transitions.ts';
import { endAttempt } from '../../src/state/transitions/units.ts';
import { endWait } from '../../src/state/transitions/waits.ts';
import type { SpecState } from '../../src/state/types.ts';
import { ended, night, question, started } from './steps.ts';

describe('a run', () => {
  test('clears the pause, and counts a chain only while each run was started by the one before', () => {
    const resume_after = '2026-11-23T05:00:00.000Z';
    const pausing = { at: question.at, resume_after, reason: 'quota', why: '5 hours' };
    const paused = recordPause(newSpecState(night), pausing);
    const dispatched = (state: SpecState, runId: string) =>
      recordRunStart(state, { runId, now: night, dispatched: true });
    const going = (state: SpecState) => recordPause(state, { ...pausing, continues: true });
    const chained = dispatched(going(dispatched(going(paused), 'a')), 'b');
    expect(chained).toMatchObject({ paused: null, chain: 2, run: { id: 'b' } });
    expect(dispatched(recordPause(chained, pausing), 'c').chain).toBe(0);
    expect(recordRunStart(going(chained), { runId: 'd', now: night }).chain).toBe(0);
  });

  test('tells its heartbeat only while there is a run', () => {
    const fresh = newSpecState(night);
    expect(recordHeartbeat(fresh, night)).toBe(fresh);
    expect(recordHeartbeat(started(), night + 1).run?.heartbeat).toBe('2026-11-23T01:00:00.001Z');
  });

  test('remembers its last long waits, to be drawn', () => {
    const minutes = (count: number) => night + count * 60_000;
    let state = newSpecState(night);
    for (let at = 0; at < 100; at += 1)
      state = endWait(state, { since: minutes(at * 10), now: minutes(at * 10 + 6), reason: 'quota' });
    expect(specStateSchema.parse(state).waits).toHaveLength(40);
    expect(state.waits?.at(-1)).toEqual({
      since: new Date(minutes(990)).toISOString(),
      until: new Date(minutes(996)).toISOString(),
      reason: 'quota',
    });
  });

  test('remembers a pause and the time until an answer as waits, once a run goes on', () => {
    const minute = (count: number) => new Date(night + count * 60_000).toISOString();
    const pause = { at: minute(0), resume_after: minute(60), reason: 'quota', why: 'used up' };
    const paused = recordPause(newSpecState(night), pause);
    const next = recordRunStart(paused, { runId: 'b', now: night + 90 * 60_000 });
    expect(specStateSchema.parse(next).waits).toEqual([{ since: minute(0), until: minute(90), reason: 'quota' }]);
    expect(next.totals).toBeUndefined();
    // Moments apart, as where a run starts the next one itself: no wait that anybody would see.
    expect(recordRunStart(paused, { runId: 'b', now: night + 30_000 }).waits).toBeUndefined();

    const halted = recordHalt(next, { ...question, at: minute(100) });
    const answer = { text: 'yes', at: minute(160), author: null, url: null };
    const answered = answerHalt(halted, { answer, skip: false, by: 'me', now: night + 160 * 60_000 });
    expect(answered.waits?.slice(1)).toEqual([{ since: minute(100), until: minute(160), reason: 'answer' }]);
  });

  test('adds up what it spent and how long it waited for what', () => {
    let state = addTotals(newSpecState(night), { calls: 1, tokens_in: 5, cost_usd: 0.1, agent_s: 1.26 });
    state = addTotals(state, { calls: 1, cost_usd: 0.2, cost_estimated: true });
    const waited = (seconds: number) => endWait(state, { since: night, now: night + seconds * 1000, reason: 'quota' });
    state = waited(59);
    state = waited(0.5);
    expect(state.waits).toBeUndefined();
    expect(specStateSchema.parse(state).totals).toEqual({
      calls: 2,
      tokens_in: 5,
      tokens_cached: 0,
      tokens_out: 0,
      cost_usd: 0.3,
      cost_estimated: true,
      agent_s: 1.3,
      waiting_s: { quota: 59.5 },
    });
  });

  test('leaves unknown keys and the state before it alone', () => {
    const before = Object.freeze({ ...newSpecState(night), note: 'from a newer version' });
    const after = endAttempt(started(before), ended({}));
    expect(after).toMatchObject({ note: 'from a newer version' });
    expect(before.units).toEqual({});
  });
});
