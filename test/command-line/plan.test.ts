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
  const text = await place.call('plan', '--spec', 'demo');
  expect(text.stdout).toMatch(/^demo: 1 unit to run, 1 done\n/);
  expect(text.stdout).not.toContain('\u001b');
  const ran = await place.call('run', '--spec', 'demo', '--delay', '0', '--tmux', 'off', '--backend', 'rehearsal');
  expect(ran.stdout).not.toMatch(/→ 1 One/);
  expect(ran.code).toBe(0);
});

test('a plan warns of what a run would warn of, and takes the only spec where none is named', async () => {
  place = new Workplace({ demo: '- [ ] 1. One\n' });
  place.write('.kiro/specs/demo/spec.json', '{"ready_for_implementation": false}');
  place.write('.kiro/steering/tech.md', Buffer.from([0x23, 0x00, 0xff]));
  const text = await place.call('plan');
  expect(text.stdout).toMatch(/^demo: 1 unit to run, 0 done\n[\s\S]*2 warnings:\n {2}\.kiro\/steering\/tech\.md: /);
  const other = await place.call('plan', '--format', 'openspec');
  expect(other.stdout).toContain('Format: openspec');
  const { warnings } = JSON.parse((await place.call('plan', '--json')).stdout);
  expect(warnings).toEqual([
    expect.stringContaining('is not UTF-8 text'),
    expect.stringContaining('ready_for_implementation is false'),
  ]);
});

test('a plan says that the configuration file which counts is the committed one', async () => {
  place = new Workplace({ demo: '- [ ] 1. One\n' });
  place.write('.github/sequential.yml', 'granularity: unit\n');
  const unknown = await place.call('plan');
  expect(unknown.stderr).toBe('warning: .github/sequential.yml: it is not committed, so it is not used\n');
  place.commit('a configuration');
  place.write('.github/sequential.yml', 'granularity: task\n');
  const { stderr } = await place.call('plan');
  expect(stderr).toMatch(
    /^warning: \.github\/sequential\.yml: the working tree has another version, which is not used/,
  );
  place.commit('a configuration');
  expect((await place.call('plan')).stderr).toBe('');
  place.git('mv', '.github/sequential.yml', '.github/sequential.yaml');
  place.commit('another name');
  expect((await place.call('plan')).stderr).toBe(
    'warning: .github/sequential.yaml: it is not read; call it .github/sequential.yml\n',
  );
});
