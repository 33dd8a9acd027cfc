import { afterEach, expect, test } from '@jest/globals';
import { Workplace } from './workplace.ts';

let place: Workplace;
afterEach(() => place.close());

test('a plan is of what a run would do now: what was skipped stays out, though its box is open', async () => {
  place = new Workplace({ demo: '- [ ] 1. One\n- [ ] 2. Two\n' });
  place.write(
    '.kiro/specs/SEQUENTIAL_STATE.json',
    JSON.stringify({ completed: ['1'], completed_at: null, halted: false, halted_at: null, halted_task: null }),
  );
  const json = await place.run('plan', '--spec', 'demo', '--json');
  expect(JSON.parse(json.stdout)).toMatchObject({ order: ['2'], diagnostics: [{ line: 1, code: 'done-in-state' }] });
  const text = await place.run('plan', '--spec', 'demo');
  expect(text.stdout).toMatch(/^demo: 1 unit to run, 1 done\n/);
  expect(text.stdout).not.toContain('\u001b');
  const ran = await place.run('run', '--spec', 'demo', '--delay', '0', '--tmux', 'off', '--backend', 'rehearsal');
  expect(ran.stdout).not.toMatch(/→ 1 One/);
  expect(ran.code).toBe(0);
});
