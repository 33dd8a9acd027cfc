import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { backends } from '../../src/agents/index.ts';
import { readAssignment } from '../../src/plan/assignment/assignment.ts';
import { findJsonObjects } from '../../src/plan/assignment/json-in-text.ts';
import { builtInOwners } from '../../src/plan/assignment/owner-agents.ts';
import type { DispatchUnit } from '../../src/plan/types.ts';
import { assignmentPrompt } from '../../src/prompt/assignment-prompt.ts';
import type { Task } from '../../src/tasks/types.ts';
import { growth, LINEAR } from '../harness/growth.ts';

function task(key: string, title: string, body = ''): Task {
  const parent = key.includes('.') ? '2' : null;
  return { key, id: key, title, body, line: 1, state: 'open', optional: false, parent, dependencies: [], role: 'task' };
}
const unit: DispatchUnit = {
  key: '2',
  id: '2',
  title: 'Build the form',
  line: 3,
  status: 'open',
  optional: false,
  counts: true,
  leaves: ['2.1'],
  tasks: [task('2', 'Build the form', 'For people.'), task('2.1', 'Draw it', 'With two fields.')],
  tasksToTick: ['2', '2.1'],
  leftOut: [],
  dependencies: [],
};
const names = ['codex', 'gemini', 'Mine'];
const read = (text: string) => readAssignment(text, unit, names);
const ui = { kind: 'ok', assignment: { type: 'ui', owner_agent: 'gemini' } };

describe('The question who works on a unit', () => {
  const prompt = assignmentPrompt(unit, names, [], null);

  test('tells the work, the choices, and the form of the answer as its last line', () => {
    for (const part of ['Build the form', 'For people.', '- 2.1 Draw it', 'With two fields.', 'codex, gemini, Mine']) {
      expect(prompt).toContain(part);
    }
    expect(prompt.split('\n').at(-1)).toBe(
      '{"task":"2","type":"code | ui | review","owner_agent":"codex | gemini | Mine"}',
    );
  });

  test('tells what the built-in owner agents among the choices are good at', () => {
    const owners = builtInOwners(backends);
    const lines = assignmentPrompt(unit, ['codex', 'gemini', 'codex-review', 'Mine'], owners, null).split('\n');
    expect(lines.slice(lines.indexOf('The owner agent is one of:') + 1).slice(0, 4)).toEqual([
      'codex, gemini, codex-review, Mine',
      '- codex: program code, its tests, data, infrastructure',
      '- gemini: user interface: pages, components, styles',
      '- codex-review: reviewing existing code',
    ]);
  });

  test('says what a sub-task that is sent alone is a part of', () => {
    const within = [{ id: '1', title: 'Pages', body: 'Many of them.' }];
    expect(assignmentPrompt({ ...unit, ancestors: within }, names, [], null)).toContain(
      'Task 2: Build the form\nPart of: 1 Pages\n',
    );
  });

  test('says, when asked again, what was wrong', () => {
    expect(assignmentPrompt(unit, names, [], null, 'UI is for gemini.')).toContain(
      '\n\n## Instructions from the user\n\nUI is for gemini.\n\nAnswer with',
    );
    const again = assignmentPrompt(unit, names, [], 'it holds no JSON object.');
    expect(again).toContain('Your last answer could not be used: it holds no JSON object.');
    expect(prompt).not.toContain('last answer');
  });

  test('stays short for a unit with a thousand sub-tasks', () => {
    const tasks = Array.from({ length: 1000 }, (_, i) => task(`2.${i}`, 'Part', 'x'.repeat(5000)));
    expect(assignmentPrompt({ ...unit, tasks }, names, [], null).length).toBeLessThan(14_000);
  });

  test('is not its own answer: an agent that repeats the form has not chosen', () => {
    expect(read(prompt)).toMatchObject({ kind: 'bad' });
    expect(read(`${prompt}\n\n{"task":"2","type":"ui","owner_agent":"gemini"}`)).toEqual(ui);
  });
});

describe('An answer is read', () => {
  test.each([
    ['as bare JSON', '{"task":"2","type":"ui","owner_agent":"gemini"}'],
    ['without a task', '{"type":"ui","owner_agent":"gemini","reason":"a {form}"}'],
    ['from prose and a fence', 'I {think}:\n```json\n{\n  "type": "ui",\n  "owner_agent": "gemini"\n}\n```\nDone.'],
    ['whatever the case', '{"type":" UI ","owner_agent":"Gemini"}'],
    ['with the id as a number', '{"task":2,"type":"ui","owner_agent":"gemini"}'],
    ['with the id as people write it', '{"task":"Task 2. Build the form","type":"ui","owner_agent":"gemini"}'],
    [
      'from a list about many',
      '{"assignments":[{"task":"1","type":"code","owner_agent":"codex"},{"task":"2","type":"ui","owner_agent":"gemini"},{"task":"3","type":"code","owner_agent":"codex"}]}',
    ],
    [
      'from a map about many',
      '{"1":{"type":"code","owner_agent":"codex"},"2":{"type":"ui","owner_agent":"gemini"},"2.1":{"type":"code","owner_agent":"codex"}}',
    ],
    ['when it changes its mind', '{"type":"code","owner_agent":"codex"} no: {"type":"ui","owner_agent":"gemini"}'],
    ['after a brace that never closes', 'if (x) { … {"type":"ui","owner_agent":"gemini"}'],
  ])('%s', (_how, text) => {
    expect(read(text)).toEqual(ui);
  });

  test('with the owner as the roster spells it', () => {
    expect(read('{"type":"code","owner_agent":"mine"}')).toMatchObject({ assignment: { owner_agent: 'Mine' } });
  });
});

describe('A bad answer is distinguished from a good one, with what to say', () => {
  test.each([
    ['', /no JSON object/],
    ['gemini should do it', /no JSON object/],
    ['{"type":"ui","owner_agent":', /no JSON object/],
    ['{"answer":"gemini"}', /no JSON object/],
    ['{"task":"3","type":"ui","owner_agent":"gemini"}', /about other tasks, not about 2/],
    ['{"task":"2.1","type":"ui","owner_agent":"gemini"}', /about other tasks/],
    ['{"type":"backend","owner_agent":"gemini"}', /"type" is "backend", expected one of code, ui, review/],
    ['{"type":"ui","owner_agent":"claude"}', /"owner_agent" is "claude", expected one of codex, gemini, Mine/],
    ['{"type":"ui"}', /"owner_agent" is missing/],
    ['{"type":null,"owner_agent":7}', /"type" is null.*"owner_agent" is 7/],
  ])('%s', (text, why) => {
    expect(read(text)).toEqual({ kind: 'bad', why: expect.stringMatching(why) });
  });

  test('no text at all throws, nor costs more than its length', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom('{', '}', '"', '\\', ':', 'type', ',', '2') }),
    );
    fc.assert(fc.property(text, (said) => ['ok', 'bad'].includes(read(said).kind)));
    for (const part of ['{', '{"a":']) {
      expect(growth((size) => read(part.repeat(size / part.length)), 40_000)).toBeLessThan(LINEAR);
    }
  });
});

test('JSON objects are found in the order of their beginnings, with the key they stand under', () => {
  expect(findJsonObjects('a {"x":{"y":"}{"}} b {bad} {}')).toEqual([
    { json: { x: { y: '}{' } }, parentKey: null },
    { json: { y: '}{' }, parentKey: 'x' },
    { json: {}, parentKey: null },
  ]);
});
