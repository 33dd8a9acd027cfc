import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { says, scriptedCli, works } from './scripted-clis.ts';
import { Workplace } from './workplace.ts';

const tasks = '- [ ] 1. Store the links\n- [ ] 2. Draw the page\n';
const list = (...questions: object[]) => says('codex', JSON.stringify({ questions }));
const colour = { tasks: ['2'], question: 'Which colour?', choices: ['blue', 'green'], assumption: 'blue' };
let place: Workplace;
afterEach(() => place.close());

const CODEX = ['--backend', 'codex', '--assign-backend', 'none', '--delay', '0', '--tmux', 'off'];

test('the command asks once, read-only, and shows what was asked; the answer reaches the unit', async () => {
  place = new Workplace({ demo: tasks });
  const codex = scriptedCli(place, 'codex', [list(colour), works('codex'), works('codex')]);
  const asked = await place.call('questions', ...CODEX);
  const shown = [
    'demo:',
    '1. Which colour? (task 2)',
    '   [ ] 1a blue',
    '   [ ] 1b green',
    '   if nobody answers: blue',
    '',
  ];
  expect([asked.code, asked.stdout.split('\n').slice(0, 6)]).toEqual([0, shown]);
  expect(asked.stdout).toMatch(/Answer and continue: .* resume --answer "1b"\n$/);
  expect(codex.calls()[0]?.args.join(' ')).toContain('read-only');
  expect((await place.call('questions', ...CODEX)).stdout.split('\n').slice(0, 6)).toEqual(shown);
  expect(codex.calls()).toHaveLength(1);

  const { code, stdout } = await place.call('resume', '--checkpoint', 'commit', '--answer', '1b 7a');
  expect(code).toBe(0);
  expect(stdout).toMatch(/: 1: b\) green\n.*not understood: "7a"; there is one question/);
  const [, first, second] = codex.calls();
  expect(first?.prompt).not.toContain('Which colour?');
  expect(second?.prompt).toMatch(/> Which colour\?\n\n\S+ answered:\n> b\) green/);
});

test('asked again, what was answered stays; what cannot be read changes nothing', async () => {
  place = new Workplace({ demo: tasks });
  const nonsense = says('codex', 'No idea.');
  const codex = scriptedCli(place, 'codex', [
    ...[nonsense, nonsense, list(colour), works('codex'), list({ question: 'Who pays?', assumption: 'nobody' })],
    nonsense,
  ]);
  const none = await place.call('questions', ...CODEX);
  expect([none.code, none.stdout]).toEqual([0, 'demo: nothing was asked\n']);
  expect(none.stderr).toContain('the list of questions could not be read');
  expect(existsSync(join(place.repo, '.kiro/specs/SEQUENTIAL_PROGRESS.md'))).toBe(false);
  await place.call('questions', ...CODEX);
  await place.call('resume', '--checkpoint', 'commit', '--max-iterations', '1', '--answer', 'b');
  const again = await place.call('questions', ...CODEX, '--again', '--json');
  const { questions } = JSON.parse(again.stdout);
  expect(questions).toMatchObject([
    { number: 1, answer: { text: 'b) green' } },
    { number: 2, text: 'Who pays?', answer: null },
  ]);
  expect(codex.calls().at(-1)?.prompt).toContain('## Answered before');
  const kept = await place.call('questions', ...CODEX, '--again', '--json');
  expect([JSON.parse(kept.stdout).questions, kept.code]).toEqual([questions, 0]);
});
