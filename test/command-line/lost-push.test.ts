import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Workplace } from './workplace.ts';

const PROGRESS = '.kiro/specs/SEQUENTIAL_PROGRESS.md';
const settings = ['--spec', 'shop', '--tmux', 'off', '--checkpoint', 'push', '--work-branch', 'work'];

let place: Workplace;
let remote: string;
/** While it is there, a push ends the program that asked for it. */
let cut: string;
beforeEach(() => {
  place = new Workplace({ shop: '- [ ] 1. One\n' });
  [remote, cut] = [join(place.top, 'remote.git'), join(place.top, 'cut')];
  place.git('init', '-q', '--bare', '-b', 'main', remote);
  place.git('remote', 'add', 'origin', remote);
  place.git('push', '-q', 'origin', 'main');
  const git = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8', env: place.env }).trim();
  writeProgram(
    join(place.top, 'bin', 'git'),
    `[ -e '${cut}' ] && case " $* " in *" push "*) kill -KILL $PPID; exit 1;; esac\nexec '${git}' "$@"`,
  );
  place.env.PATH = `${join(place.top, 'bin')}:${place.env.PATH}`;
});
afterEach(() => place.close());

function writeProgram(path: string, text: string): void {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
}

const run = () =>
  place.run(
    'run',
    ...settings,
    '--agent-command',
    place.agent(`: > '${cut}'; echo 1 > one.txt; echo '<promise>TASK_DONE</promise>'`),
  );
const onRemote = () => execFileSync('git', ['log', '--format=%s', 'work'], { cwd: remote, encoding: 'utf8' });
const here = () => place.git('log', '--format=%s', 'work').trim().split('\n');

describe('a run that is lost between the commit of its unit and the push', () => {
  beforeEach(async () => {
    expect((await run()).code).toBeNull();
    expect(here()).toContainEqual(expect.stringContaining(': one'));
    rmSync(cut);
    // Of another spec, whose run is at work there.
    writeFileSync(join(place.repo, PROGRESS), `${place.read(PROGRESS)}\nof another spec\n`);
  });

  test('has it pushed by the next one, which commits nothing and calls nobody', async () => {
    const commits = here();
    const next = await run();
    expect(next).toMatchObject({ code: 0, stderr: '' });
    // The agent would have made it again.
    expect(existsSync(cut)).toBe(false);
    expect(here().filter((subject) => subject.includes(': one'))).toEqual(
      commits.filter((one) => one.includes(': one')),
    );
    expect(onRemote()).toContain(': one');
    expect(place.git('show', `HEAD:${PROGRESS}`)).not.toContain('of another spec');
  });

  test('asks a person where the remote refuses it', async () => {
    writeProgram(join(remote, 'hooks', 'pre-receive'), 'echo "GH006: Protected branch update failed" >&2; exit 1');
    const next = await run();
    expect(next.code).toBe(2);
    expect(next.stdout).toContain('The work branch');
    expect(existsSync(cut)).toBe(false);
  });
});
