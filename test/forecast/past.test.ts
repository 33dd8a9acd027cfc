import { expect, test } from '@jest/globals';
import { openUnits, pastUnits } from '../../src/forecast/past.ts';
import { planSpec } from '../../src/state/plan-spec.ts';
import { emptyTotals } from '../../src/state/transitions/totals.ts';
import { newSpecState } from '../../src/state/transitions/transitions.ts';
import { MOST_WAITS_KEPT } from '../../src/state/transitions/waits.ts';
import type { SpecState, UnitState } from '../../src/state/types.ts';
import { parseSpec } from '../../src/tasks/parse.ts';
import { now } from './source.ts';

const text = '- [x] 1. One\n  - [x] 1.1 A\n  - [x] 1.2 B\n- [ ] 2. Two\n- [ ] 3. Three\n  - [ ] 3.1 C\n- [ ] 4. Four\n';
const plan = planSpec(parseSpec(text), { granularity: 'unit', includeOptional: false, verify: null }, null);
const nothing = { only: null, from: null };
const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString();

const done = (facts: Partial<UnitState> = {}): UnitState => ({
  status: 'completed',
  attempts: 1,
  backend: 'codex',
  duration_s: 600,
  tokens: 1000,
  cost_usd: 0.1,
  ...facts,
});
const spec = (units: SpecState['units'], facts: Partial<SpecState> = {}): SpecState => ({
  ...newSpecState(now),
  units,
  ...facts,
});

test('the open units are those that would run, with what was done of them', () => {
  const begun = spec(
    { 3: { status: 'in-progress', attempts: 0, duration_s: 60 } },
    { assignments: { 4: { type: 'code', owner_agent: 'codex', source: 'default' } } },
  );
  expect(openUnits(begun, plan, nothing)).toEqual([
    { size: 1, workedMs: 0, isAssigned: false },
    { size: 1, workedMs: 60_000, isAssigned: false },
    { size: 1, workedMs: 0, isAssigned: true },
  ]);
});

test.each<[string, Parameters<typeof openUnits>[2], number]>([
  ['to one unit', { only: '3', from: null }, 1],
  ['to the unit of a task', { only: '3.1', from: null }, 1],
  ['to all from one on', { only: null, from: '3' }, 2],
])('a run that is narrowed %s', (_, narrowed, count) => {
  expect(openUnits(newSpecState(now), plan, narrowed)).toHaveLength(count);
});

test('finished units are this spec\u2019s with their sizes, then those of others; what is not finished tells nothing', () => {
  const own = spec({ 1: done({ attempts: 2 }), 2: { status: 'halted', attempts: 3, duration_s: 999 } });
  const other = spec({ 1: done(), 2: done({ status: 'skipped' }), 3: done({ duration_s: 0 }) });
  const same = { workMs: 600_000, overheadMs: null, reviews: null, lostMs: [], tokens: 1000, costUsd: 0.1 };
  expect(pastUnits(own, plan, [other], 'codex')).toEqual([
    { ...same, spec: null, size: 2, attempts: 2 },
    { ...same, spec: 0, size: null, attempts: 1 },
  ]);
});

test('another agent\u2019s units tell as long as there are not three of its own', () => {
  const others = spec({ 1: done({ backend: 'claude' }), 2: done(), 3: done() });
  expect(pastUnits(newSpecState(now), plan, [others], 'codex')).toHaveLength(3);
  const more = spec({ ...others.units, 4: done() });
  expect(pastUnits(newSpecState(now), plan, [more], 'codex')).toHaveLength(3);
  expect(pastUnits(newSpecState(now), plan, [more], 'claude')).toHaveLength(4);
});

test.each<[string, Partial<UnitState>, number | null, readonly number[]]>([
  ['ten minutes of an agent in twelve', { started_at: at(0), completed_at: at(12) }, 120_000, []],
  ['of two attempts each had a half', { started_at: at(0), completed_at: at(12), attempts: 2 }, 60_000, []],
  ['a wait in between is none', { started_at: at(0), completed_at: at(42) }, 120_000, []],
  ['a night in between is a gap', { started_at: at(0), completed_at: at(600) }, null, [560 * 60_000]],
  ['a service in trouble is lost time', { started_at: at(30), completed_at: at(64) }, 120_000, [10 * 60_000]],
  ['a clock that was set back', { started_at: at(5), completed_at: at(0) }, null, []],
])('time around the agents: %s', (_, unit, overheadMs, lostMs) => {
  const waits = [
    { since: at(12), until: at(42), reason: 'quota' },
    { since: at(50), until: at(60), reason: 'transient' },
  ].filter((wait) => lostMs[0] === 600_000 || wait.reason === 'quota');
  const [past] = pastUnits(spec({ 1: done(unit) }, { waits }), plan, [], 'codex');
  expect(past).toMatchObject({ overheadMs, lostMs });
});

test('what reviewers took is no time around the agents', () => {
  const review = { backend: 'claude', calls: 2, caught: 1, advice: [] };
  const unit = done({ started_at: at(0), completed_at: at(18), review });
  // Ten minutes of attempts, and six of two reviews.
  const [past] = pastUnits(spec({ 1: unit }, { totals: { ...emptyTotals, agent_s: 960 } }), plan, [], 'codex');
  expect(past).toMatchObject({ overheadMs: 120_000, reviews: { calls: 2, ms: 180_000 } });
});

test('a gap between two units that no wait explains is lost time, and so is a unit\u2019s that is unlike all others', () => {
  const units = {
    1: done({ started_at: at(0), completed_at: at(11) }),
    2: done({ started_at: at(12), completed_at: at(23) }),
    3: done({ started_at: at(63), completed_at: at(74) }),
    4: done({ started_at: at(105), completed_at: at(130) }),
  };
  const waits = [{ since: at(75), until: at(105), reason: 'time-budget' }];
  const past = pastUnits(spec(units, { waits }), plan, [], 'codex');
  expect(past.map(({ lostMs }) => lostMs.map((ms) => ms / 60_000))).toEqual([[], [], [40], [15]]);
  expect(past.map(({ overheadMs }) => overheadMs)).toEqual([60_000, 60_000, 60_000, null]);
});

test('of what came before the oldest wait that is kept nothing is known', () => {
  const units = {
    1: done({ started_at: at(0), completed_at: at(100) }),
    2: done({ started_at: at(300), completed_at: at(311) }),
  };
  const waits = Array.from({ length: MOST_WAITS_KEPT }, () => ({ since: at(200), until: at(201), reason: 'quota' }));
  const by = (kept: typeof waits) =>
    pastUnits(spec(units, { waits: kept }), plan, [], 'codex').map(({ lostMs }) => lostMs);
  expect(by(waits)).toEqual([[], []]);
  expect(by(waits.slice(0, 1))).toEqual([[90 * 60_000], [199 * 60_000]]);
});
