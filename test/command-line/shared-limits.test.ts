import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Workplace } from './workplace.ts';

const TASKS = '- [ ] 1. First\n- [ ] 2. Second\n';
const REF = 'refs/sequential/throttle';
let [one, two]: Workplace[] = [];
let remote = '';

/** Two people's clones of one repository with two specs; the first unit of the first meets a limit. */
beforeEach(() => {
  const meets = { limit: 'usage limit reached', resets_in: '2h', structured: true, window: 'five_hour' };
  const script = JSON.stringify({ units: { 1: [meets] } });
  one = new Workplace({ one: TASKS, two: TASKS });
  two = new Workplace({});
  one.write('.kiro/specs/one/rehearsal.json', script);
  one.commit('a limit');
  remote = join(one.top, 'remote.git');
  one.git('init', '-q', '--bare', '-b', 'main', remote);
  one.git('push', '-q', remote, 'main');
  one.git('remote', 'add', 'origin', remote);
  two.git('remote', 'add', 'origin', remote);
  two.git('fetch', '-q', 'origin');
  two.git('reset', '-q', '--hard', 'origin/main');
});
afterEach(() => {
  one?.close();
  two?.close();
});

const run = (place: Workplace | undefined, spec: string, ...args: string[]) =>
  (place as Workplace).run(
    ...['run', '--spec', spec, '--backend', 'rehearsal', '--checkpoint', 'push', '--work-branch', `work-${spec}`],
    ...['--delay', '0', '--max-wait', '1s', '--tmux', 'off', ...args],
  );
const onRemote = (...args: string[]) => execFileSync('git', ['-C', remote, ...args], { encoding: 'utf8' });
const SHARED = ['--throttle-scope', 'repository'];

test('what one met the other waits for, without a call of its own', async () => {
  const first = await run(one, 'one', ...SHARED);
  expect([first.code, first.stdout]).toEqual([3, expect.stringContaining('limited: usage limit reached')]);
  const second = await run(two, 'two', ...SHARED);
  expect(second.code).toBe(3);
  expect(second.stdout).toMatch(
    /Paused: .*rehearsal has used up its quota \(five_hour\), as another run found; resets at/,
  );
  expect(second.stdout).not.toContain('→ 1 First');
  const known = JSON.parse(onRemote('show', `${REF}:throttle.json`));
  expect(Object.keys(known.calls)).toHaveLength(1);
});

test('without the scope nothing is asked, told or heard', async () => {
  await run(one, 'one');
  const { code, stdout } = await run(two, 'two');
  expect([code, stdout]).toEqual([0, expect.stringContaining('✓ 1 First')]);
  expect(onRemote('for-each-ref', 'refs/sequential')).not.toContain(REF);
});

test('a text of a newer version is left alone, and named', async () => {
  const { GIT_CONFIG_GLOBAL, ...env } = one?.env ?? {};
  const git = (input: string, ...args: string[]) =>
    execFileSync('git', ['-C', remote, ...args], {
      input,
      env: { ...env, GIT_CONFIG_GLOBAL },
      encoding: 'utf8',
    }).trim();
  const blob = git('{"version":9}', 'hash-object', '-w', '--stdin');
  const tree = git(`100644 blob ${blob}\tthrottle.json\n`, 'mktree');
  const commit = git('', 'commit-tree', tree, '-m', 'newer');
  git('', 'update-ref', REF, commit);
  const { code, stdout } = await run(two, 'two', ...SHARED);
  expect(code).toBe(0);
  expect(stdout.match(/refs\/sequential\/throttle is not used: it was written by a newer version/g)).toHaveLength(1);
  expect(onRemote('rev-parse', REF).trim()).toBe(commit);
});
