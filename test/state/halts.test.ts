import { describe, expect, test } from '@jest/globals';
import { specStateSchema } from '../../src/state/schema.ts';
import { answerHalt, newSpecState, recordHalt, WHOLE_SPEC } from '../../src/state/transitions/transitions.ts';
import { endAttempt } from '../../src/state/transitions/units.ts';
import { ended, night, question, started } from './steps.ts';

describe('a halt and its answer', () => {
  const stopped = recordHalt(endAttempt(started(), ended({ status: 'halted' })), question);

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
    const conflict = recordHalt(newSpecState(night), { ...question, task: null, cause: 'conflict' });
    const going = answerHalt(conflict, { answer, skip: false, by: 'ann', now: night });
    expect(going.answers).toEqual({ [WHOLE_SPEC]: [answer] });
    expect(going.halted).toBe(false);
  });

  test('of an old state that kept only the flag and the task is answered as well', () => {
    const old = { ...newSpecState(night), halted: true, halted_task: '2' };
    const going = answerHalt(old, { answer, skip: false, by: 'ann', now: night });
    expect(going).toMatchObject({ halted: false, halted_task: null, answers: { 2: [answer] }, consumed: [] });
  });
});
