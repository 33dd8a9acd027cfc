import { describe, expect, test } from '@jest/globals';
import { specStateSchema } from '../../src/state/schema.ts';
import { followTasks } from '../../src/state/transitions/follow-tasks.ts';
import { newSpecState, recordHalt } from '../../src/state/transitions/transitions.ts';
import { markUnitCompleted, recordAssignment, startAttempt } from '../../src/state/transitions/units.ts';
import type { SpecState } from '../../src/state/types.ts';
import { night, question } from './steps.ts';

/** Unit 1 is done, unit 2 has asked, and an earlier question of it was answered. */
const asked = (): SpecState => {
  let state = newSpecState(night);
  for (const [key, title] of [
    ['1', 'Build the parser'],
    ['2', 'Store the links'],
  ] as const) {
    state = recordAssignment(state, key, { type: 'code', owner_agent: title, source: 'codex' });
    state = startAttempt(state, { unit: { key, title }, backend: 'codex', now: night });
  }
  state = markUnitCompleted(state, { unitKey: '1', keys: ['1.1'], summary: '', now: night });
  state = { ...state, answers: { 2: [{ at: question.at, author: 'ann', url: null, text: 'SQLite' }] } };
  state = recordHalt(state, { ...question, task: '2', title: 'Store the links' });
  return { ...state, settling: [{ ...question, id: 'h-0', task: '2', title: 'Store the links' }] };
};
const units = (...titles: string[]) => titles.map((title, at) => ({ key: String(at + 1), title }));
const summary = ({ units, halt, halted_task, answers = {}, completed, assignments, settling = [] }: SpecState) => ({
  units: Object.fromEntries(Object.entries(units).map(([key, { title }]) => [key, title])),
  owners: Object.fromEntries(Object.entries(assignments).map(([key, { owner_agent }]) => [key, owner_agent])),
  halt: [halt?.task, halted_task, settling[0]?.task],
  answers: Object.keys(answers),
  completed,
});

describe('what is known of a task goes with it', () => {
  test.each([
    ['another was put before it', units('Build the parser', 'New', 'Store the links'), ['1', '3']],
    ['one was put before all', units('New', 'Build the parser', 'Store the links'), ['2', '3']],
    ['they changed places', units('Store the links', 'Build the parser'), ['2', '1']],
    ['with other blanks', units('New', 'Build  the parser', ' Store the links'), ['2', '3']],
  ])('%s', (_, now, [parser = '', links = '']) => {
    const state = followTasks(asked(), now);
    specStateSchema.parse(state);
    expect(summary(state)).toEqual({
      units: { [parser]: 'Build the parser', [links]: 'Store the links' },
      owners: { [parser]: 'Build the parser', [links]: 'Store the links' },
      halt: [links, links, links],
      answers: [links],
      completed: [parser, `${parser}.1`],
    });
  });

  test.each([
    ['nothing moved', units('Build the parser', 'Store the links', 'Answer')],
    ['it has other words', units('Build the parser', 'Store all links in SQLite')],
    ['it is gone, and so is its number', units('Build the parser')],
  ])('or stays where it is: %s', (_, now) => {
    const state = asked();
    expect(followTasks(state, now)).toBe(state);
  });

  test('what belonged to a task that is gone is not the next one’s; a person’s words stay', () => {
    const state = followTasks(asked(), units('Build the parser', 'Answer requests'));
    expect(summary(state)).toMatchObject({
      units: { 1: 'Build the parser' },
      halt: [null, null, null],
      answers: ['*'],
    });
    expect(state.halt).toMatchObject({ id: question.id, title: 'Store the links' });
  });

  test('two tasks of its title cannot be told apart', () => {
    const state = followTasks(asked(), units('Build the parser', 'New', 'Store the links', 'Store the links'));
    expect(summary(state).halt).toEqual([null, null, null]);
  });
});
