import { describe, expect, test } from '@jest/globals';
import { mergeStates } from '../../src/state/merge-states.ts';
import { specStateSchema, stateFileSchema } from '../../src/state/schema.ts';
import { followTasks } from '../../src/state/transitions/follow-tasks.ts';
import { answerQuestion, heldAt, patchQuestions, questionsFor } from '../../src/state/transitions/open-questions.ts';
import { resetSpec, resetUnits } from '../../src/state/transitions/reset.ts';
import { newSpecState } from '../../src/state/transitions/transitions.ts';
import type { Answer, SpecState } from '../../src/state/types.ts';
import { someQuestions } from '../platform/some-questions.ts';
import { night } from './steps.ts';

const fresh = newSpecState(night);
const asked: SpecState = { ...fresh, questions: someQuestions() };
const said = (text: string, at = '02:00', author = 'ada'): Answer => ({
  ...{ text, author, url: null },
  at: `2026-11-23T${at}:00.000Z`,
});
/** Heard when it was said. */
const answer = (state: SpecState, number: number, said: Answer) =>
  answerQuestion(state, number, said, Date.parse(said.at));
const answersOf = (state: SpecState | undefined) => state?.questions?.list.map(({ answer }) => answer?.text ?? null);

test('a question concerns the units that it names, or all; the last answer to it counts', () => {
  expect(questionsFor(asked, '2').map(({ number }) => number)).toEqual([1, 3]);
  expect(questionsFor(asked, '9').map(({ number }) => number)).toEqual([3]);
  expect(questionsFor(fresh, '2')).toEqual([]);
  const twice = answer(answer(asked, 1, said('a) PostgreSQL')), 1, said('b) SQLite', '03:00'));
  expect(answersOf(twice)).toEqual(['b) SQLite', null, null]);
  expect(answersOf(answer(asked, 7, said('?')))).toEqual([null, null, null]);
  expect(answer(fresh, 1, said('?'))).toBe(fresh);
  expect(specStateSchema.parse(JSON.parse(JSON.stringify(twice)))).toEqual(twice);
  const [question] = twice.questions?.list ?? [];
  if (question === undefined) throw new Error('no question');
  const heldBy = ['01:00', '02:30', '03:30'].map((at) => heldAt(question, `2026-11-23T${at}:00.000Z`));
  expect(heldBy).toEqual([question.assumption, 'a) PostgreSQL', 'b) SQLite']);
});

test('a question goes with its task, and with a task that is gone it concerns nobody', () => {
  const units = [
    { key: '1', title: 'Unit 3' },
    { key: '2', title: 'Something else altogether' },
  ];
  expect(followTasks(asked, units).questions?.list.map((question) => question.units.map(({ key }) => key))).toEqual([
    [],
    ['1'],
    ['*'],
  ]);
});

test('what is reset is not asked about again', () => {
  expect(resetSpec(asked, night).questions).toEqual(asked.questions);
  expect(resetUnits(asked, [{ key: '2', tasks: [] }]).questions).toEqual(asked.questions);
});

describe('two states that parted', () => {
  const file = (spec: SpecState) => stateFileSchema.parse({ schema: 1, specs: { s: spec } });
  const merged = (ours: SpecState, theirs: SpecState, base = asked) =>
    mergeStates(file(base), file(ours), file(theirs)).specs.s;
  const seen = (state: SpecState, at: string): SpecState => ({
    ...state,
    run: { id: at, heartbeat: `2026-11-23T${at}:00.000Z` },
  });

  test('have the answers of both, and of each question the later one', () => {
    const ours = seen(answer(answer(asked, 1, said('ours', '02:00')), 2, said('blue')), '02:00');
    const theirs = seen(answer(asked, 1, said('theirs', '03:00')), '03:00');
    for (const state of [merged(ours, theirs), merged(theirs, ours)]) {
      expect(answersOf(state)).toEqual(['theirs', 'blue', null]);
      expect(state?.questions?.list[0]?.held).toEqual(theirs.questions?.list[0]?.held);
    }
  });

  test('know the issue that either knows', () => {
    const ours = seen(patchQuestions(asked, { issue: 5, url: 'https://x/5', read: 9 }), '02:00');
    const theirs = seen(answer(asked, 1, said('b')), '03:00');
    expect(merged(ours, theirs)?.questions).toMatchObject({ issue: 5, url: 'https://x/5', read: 9 });
  });

  test('keep what one side asked', () => {
    expect(merged(seen(fresh, '03:00'), seen(asked, '02:00'), fresh)?.questions).toEqual(asked.questions);
  });
});
