import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Workplace } from './workplace.ts';

let place: Workplace;
beforeEach(() => {
  place = new Workplace({ demo: '- [ ] 1. One\n', other: '- [ ] 1. One\n' });
});
afterEach(() => place.close());

const doctor = (...more: string[]) => place.call('doctor', '--backend', 'rehearsal', ...more);

test('which of several specs is meant may be said later; one that is named must be there, and readable', async () => {
  expect(await doctor()).toMatchObject({ code: 0, stdout: expect.stringContaining('A run can start') });
  expect((await doctor('--spec', 'demo')).code).toBe(0);
  const missing = await doctor('--spec', 'demmo');
  expect(missing).toMatchObject({ code: 64, stdout: expect.stringContaining('did you mean "demo"?') });
  place.write('.kiro/specs/demo/tasks.md', 'nothing to do\n');
  expect(await doctor('--spec', 'demo')).toMatchObject({
    code: 64,
    stdout: expect.stringContaining('.kiro/specs/demo/tasks.md'),
  });
});

test('without a spec no run can start', async () => {
  rmSync(join(place.repo, '.kiro'), { recursive: true });
  expect(await doctor()).toMatchObject({ code: 64, stdout: expect.stringContaining('no spec given') });
});

test('the program of the backend custom must be there', async () => {
  const custom = (command: string) => place.call('doctor', '--backend', 'custom', '--agent-command', command);
  expect(await custom('nosuchprog --fast')).toMatchObject({
    code: 64,
    stdout: expect.stringContaining('there is no program nosuchprog'),
  });
  expect((await custom('sh agent.sh')).code).toBe(0);
  place.write('agent.sh', '');
  expect((await custom('./agent.sh')).stdout).toContain('there is no program ./agent.sh, or it cannot be executed');
});

test('what is left out of a file without git is said, also where nothing can run without it', async () => {
  rmSync(join(place.repo, '.git'), { recursive: true });
  place.write('.github/sequential.yml', 'backend: custom\nagent-command: sh agent.sh\n');
  const words =
    'agent-command not used: an agent could have written the file; give them as flags, or have the folder be';
  const refused = await place.call('run', '--spec', 'demo');
  expect(refused).toMatchObject({ code: 64, stderr: expect.stringContaining(words) });
});

test('a value that is far too long is not printed whole', async () => {
  const { code, stderr } = await place.call('plan', '--delay', 'x'.repeat(100_000));
  expect([code, stderr.length < 10_000]).toEqual([64, true]);
  expect(stderr).toMatch(/characters\) … .*is not a duration/);
});

test('a misspelled spec of the configuration file is named, wherever its settings would count', async () => {
  const file = (name: string) => `backend: rehearsal\nspecs:\n  ${name}:\n    attempts: 5\n`;
  place.write('.github/sequential.yml', file('Demo'));
  place.commit('settings');
  const words =
    'specs.Demo: there is no spec of this name here, so what is set for it counts for none; did you mean demo?';
  for (const args of [['plan'], ['doctor'], ['run', '--checkpoint', 'off', '--max-iterations', '1', '--delay', '0']]) {
    const { stdout, stderr } = await place.call(...args, '--spec', 'demo');
    expect(stdout + stderr).toContain(words);
  }
  place.write('.github/sequential.yml', file('demo'));
  place.commit('settings');
  expect((await place.call('plan', '--spec', 'demo')).stderr).toBe('');
  place.write('docs/far/tasks.md', '- [ ] 1. One\n');
  place.write('.github/sequential.yml', file('far'));
  place.commit('settings');
  expect((await place.call('plan', '--spec', 'docs/far')).stderr).toBe('');
});
