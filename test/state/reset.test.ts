import { describe, expect, test } from '@jest/globals';
import { planSpec } from '../../src/state/plan-spec.ts';
import { resetSpec, resetUnits } from '../../src/state/transitions/reset.ts';
import { newSpecState } from '../../src/state/transitions/transitions.ts';
import type { Halt, SpecState } from '../../src/state/types.ts';
import { parseSpec } from '../../src/tasks/parse.ts';

const AT = '2026-11-23T01:00:00.000Z';
const halt = (task: string): Halt => ({
  ...{ id: `${task}@${AT}`, task, title: 'x', line: 1, at: AT, cause: 'question', question: '?', tried: [], tail: '' },
  ...{ issue: 7, url: null },
});
const answer = { text: 'That.', author: 'maria', url: null, at: AT };
const unit = { status: 'completed', attempts: 2 } as const;
const state: SpecState = {
  ...newSpecState(0),
  ...{ completed: ['1', '1.1', '2'], completed_at: AT, units: { 1: unit, 2: unit }, keeping: '1' },
  assignments: { 1: { type: 'code', owner_agent: 'codex', source: 'default' } },
  under_way: { task: '1', ticked: [], tasks: 3 },
  answers: { 1: [answer] },
  consumed: ['0'],
  notes: [
    { task: '1', name: '1 Parse', text: 'a', at: AT },
    { task: '2', name: '2 Store', text: 'b', at: AT },
  ],
  ...{ mine: 'kept' },
};
const { units } = planSpec(
  parseSpec('- [ ] 1. Parse\n  - [ ] 1.1 Lines\n- [ ] 2. Store\n'),
  { granularity: 'unit', includeOptional: false } as never,
  null,
);
const first = units.slice(0, 1);

describe('a unit is forgotten', () => {
  test('with all that is known of it, but for what a person said', () => {
    expect(resetUnits(state, first)).toEqual({
      ...state,
      ...{ completed: ['2'], completed_at: null, units: { 2: unit }, assignments: {}, keeping: null, under_way: null },
      notes: [state.notes?.[1]],
    });
  });

  test('and its open halt counts as answered, another’s does not', () => {
    const halted = (task: string): SpecState => ({ ...state, halted: true, halted_task: task, halt: halt(task) });
    expect(resetUnits(halted('1'), first)).toMatchObject({
      ...{ halted: false, halted_task: null, halt: null },
      consumed: ['0', `1@${AT}`],
      settling: [{ issue: 7 }],
    });
    expect(resetUnits(halted('2'), first)).toMatchObject({ halted: true, halt: { task: '2' }, consumed: ['0'] });
  });

  test('and so is a whole spec, but for its halts that were answered', () => {
    const reset = resetSpec({ ...state, halted: true, halt: halt('2') }, 0);
    expect(reset).toEqual({ ...newSpecState(0), consumed: ['0', `2@${AT}`], settling: [halt('2')] });
  });
});
