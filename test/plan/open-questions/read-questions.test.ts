import { expect, test } from '@jest/globals';
import { readQuestions } from '../../../src/plan/open-questions/read-questions.ts';
import { planUnits } from '../../../src/plan/plan-units.ts';
import { questionsPrompt } from '../../../src/prompt/questions-prompt.ts';
import { parseSpec } from '../../../src/tasks/parse.ts';

const tasks = '- [ ] 1. Parse\n  - [ ] 1.1 Read\n- [ ] 2. Store\n- [ ] 3. Serve\n';
const { units } = planUnits(parseSpec(tasks), { granularity: 'unit', includeOptional: false });
const read = (answer: unknown) => readQuestions(typeof answer === 'string' ? answer : JSON.stringify(answer), units);
const asks = (facts: object) => ({ questions: [{ question: 'Which?', assumption: 'this', ...facts }] });
const only = (answer: unknown) => {
  const result = read(answer);
  if (result.kind !== 'ok') throw new Error(result.why);
  const [question] = result.questions;
  return { ...question, units: question?.units?.map(({ key }) => key) ?? null };
};

test.each<[string, object, object]>([
  ['of a task', { tasks: ['2'] }, { units: ['2'] }],
  ['of a number', { tasks: [2] }, { units: ['2'] }],
  ['of a sub-task', { tasks: ['1.1', '3'] }, { units: ['1', '3'] }],
  ['of no task that is open', { tasks: ['9'] }, { units: null }],
  ['of no task', {}, { units: null }],
  ['with choices', { choices: [' one\n  line ', 'two'] }, { choices: ['one line', 'two'] }],
  ['of a task alone', { tasks: '2' }, { units: ['2'] }],
  ['of tasks by other names', { tasks: ['Task 1', '#2', '3.'] }, { units: ['1', '2', '3'] }],
  ['with empty and equal choices', { choices: ['x', '', 'y', 'x'] }, { choices: ['x', 'y'] }],
  ['with letters of its own', { choices: ['a) x', 'b) y'] }, { choices: ['x', 'y'] }],
  ['with an assumption by its letter', { choices: ['x', 'y'], assumption: 'B' }, { assumption: 'y' }],
  ['with an assumption of one letter', { assumption: 'b' }, { assumption: 'b' }],
  ['with too many', { choices: 'abcdefgh'.split('') }, { choices: 'abcdef'.split('') }],
])('a question %s', (_, facts, read) => {
  expect(only(asks(facts))).toMatchObject({ text: 'Which?', assumption: 'this', ...read });
});

test('prose around it and a draft before it are no harm; of very many the first count', () => {
  expect(
    only(
      `I read it all.\n${JSON.stringify(asks({ tasks: ['1'] }))}\n\`\`\`json\n${JSON.stringify(asks({ tasks: ['2'] }))}\n\`\`\``,
    ),
  ).toMatchObject({ units: ['2'] });
  const many = { questions: Array.from({ length: 40 }, () => asks({}).questions[0]) };
  expect(read(many)).toMatchObject({ kind: 'ok', questions: { length: 12 }, leftOut: { questions: 28 } });
  expect(read({ questions: [] })).toEqual({
    ...{ kind: 'ok', questions: [] },
    leftOut: { unreadable: 0, questions: 0, choices: 0 },
  });
  expect(read(asks({ choices: 'abcdefgh'.split('') }))).toMatchObject({ leftOut: { choices: 2 } });
});

test('one that cannot be read costs no other', () => {
  const [good] = asks({ tasks: ['2'] }).questions;
  const list = { questions: [{ question: 'Which?' }, good, 'Why?', { ...good, choices: [{ a: 'x' }] }] };
  expect(read(list)).toMatchObject({
    ...{ kind: 'ok', questions: [{ text: 'Which?', assumption: 'this' }] },
    leftOut: { unreadable: 3 },
  });
});

test.each<[string, unknown, RegExp]>([
  ['words', 'I have no questions.', /no JSON object with "questions"/],
  ['nothing', '', /no JSON object/],
  ['another object', { accept: true }, /no JSON object/],
  ['no list', { questions: 'none' }, /"questions"/],
  ['no assumption', asks({ assumption: undefined }), /assumption/],
  ['an empty question', asks({ question: ' ' }), /question/],
  ['cut-off JSON', '{"questions": [{"question": "Whi', /no JSON object/],
])('%s is no list of questions', (_, answer, why) => {
  expect(read(answer)).toEqual({ kind: 'bad', why: expect.stringMatching(why) });
});

test('the form that the prompt shows can be read', () => {
  const input = { spec: 's', documents: ['requirements.md'], references: [], projectRules: [], instructions: null };
  const prompt = questionsPrompt(input, { open: units, answered: [] }, null);
  expect(only(prompt.split('\n').at(-1))).toMatchObject({ units: ['2'], choices: ['one way', 'another way'] });
  expect(prompt).toContain('### Task 1 Parse\n\n- 1.1 Read');
  expect(prompt).not.toContain('Answered before');
  const answered = [{ text: 'Which?', answer: { text: 'this' } }];
  expect(questionsPrompt(input, { open: units, answered }, 'it is empty.')).toMatch(
    /could not be used: it is empty\.[\s\S]*## Answered before\n\nDo not ask this again\.\n\n> Which\?\n\nThe answer:\n> this/,
  );
});
