import { execFileSync } from 'node:child_process';
import { chmodSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { marked } from '../../src/app/cli/init/write-files.ts';
import { openProject, published, signs } from './init-place.ts';
import type { Workplace } from './workplace.ts';

const sshProgram = execFileSync('sh', ['-c', 'command -v ssh'], { encoding: 'utf8' }).trim();

let place: Workplace;
beforeEach(() => {
  place = openProject();
});
afterEach(() => place.close());

describe('init', () => {
  test('brings an older workflow up to date, as doctor --ci advises', async () => {
    await place.call('init', '--yes', ...published);
    const path = '.github/workflows/sequential.yml';
    const workflow = place.read(path);
    const unmarked = workflow.slice(workflow.indexOf('\n') + 1);
    place.write(path, marked(unmarked.replace(/.*'\/redo'\) \|\|\n/, ''), 'yaml'));
    const check = async () => (await place.call('doctor', '--ci')).stdout;
    expect(await check()).toContain('a comment with /redo starts no run');
    const again = await place.call('init', '--yes');
    expect([signs(again.stdout)[0], place.read(path)]).toEqual([`~ ${path}`, workflow]);
    expect(await check()).not.toContain('/redo');
  });

  test('has ignored what set-up and tests write, which no run begins beside', async () => {
    place.write('.gitignore', 'coverage');
    const first = await place.call('init', '--yes', ...published);
    expect(first.stdout).toContain('write node_modules/, which git does not ignore');
    const commands = /^ {2}(printf [\s\S]*?) {2}git push$/m.exec(first.stdout)?.[1] ?? 'false';
    execFileSync('sh', ['-ec', commands], { cwd: place.repo, env: place.env });
    place.write('node_modules/x/package.json', '{}');
    expect(place.git('status', '--porcelain', '-uall')).toBe('?? package-lock.json\n?? package.json\n');
    expect((await place.call('init', '--yes', ...published)).stdout).not.toContain('does not ignore');
  });

  test('notes what no run installs, and where there is no spec yet', async () => {
    rmSync(join(place.repo, '.kiro'), { recursive: true });
    const { stdout } = await place.call('init', '--yes', ...published, '--backend', 'kiro');
    expect(stdout).toMatch(
      /! No spec was found yet; each one to come is run\.\n! GitHub’s runners have no kiro: .*install/,
    );
    const own = await place.call('init', '--yes', '--backend', 'kiro', '--runner', 'self-hosted');
    expect(own.stdout).not.toContain('have no kiro');
  });

  test('notes a spec that is not there, and none that is', async () => {
    const missing = '! Until it is there, no run can start: no such spec: "shpo"; did you mean "shop"?';
    expect((await place.call('init', '--yes', ...published, '--spec', 'shpo')).stdout).toContain(missing);
    for (const spec of ['shop', 's*', '*', '.kiro/specs/shop'])
      expect((await place.call('init', '--yes', '--spec', spec)).stdout).not.toContain('Until it is there');
  });

  test('says what keeps the set-up from working', async () => {
    const notes = async () => (await place.call('init', '--yes', ...published)).stdout.split('\n');
    expect((await notes()).filter((line) => /in no commit|No branch|kept as/.test(line))).toEqual([]);
    place.write('.kiro/specs/cart/tasks.md', '- [ ] 1. One\n');
    place.write('.github/workflows/sequential.yml', 'on: push\n');
    place.git('checkout', '-q', '--detach');
    const said = await notes();
    expect(said).toContainEqual(expect.stringMatching(/^! \.github\/workflows\/sequential\.yml was kept as it is/));
    expect(said).toContainEqual(expect.stringMatching(/^! .*in no commit.*: git add \.kiro\/specs\/cart\/tasks\.md$/));
    expect(said).toContainEqual(expect.stringMatching(/^! No branch is checked out/));
    expect((await place.call('doctor', '--ci')).stdout).toContain('! .kiro/specs/cart/tasks.md: it has changes');
  });

  test.each([
    ['https://github.com/acme/shop.git', 'gh api -X', 'gh auth token)'],
    ['https://ghe.example.org/acme/shop', 'gh api --hostname ghe.example.org -X', 'token --hostname ghe.example.org)'],
    ['git@work:acme/shop.git', 'gh api -X', 'gh auth token)'],
    ['/srv/git/shop.git', 'gh api -X', 'gh auth token)'],
  ])('with %s the commands name the server that is not GitHub’s', async (origin, ...commands) => {
    // ssh reads the settings of the account's home, and not of $HOME.
    place.write('../ssh_config', 'Host work\n  HostName github.com\n');
    place.write('../bin/ssh', `#!/bin/sh\nexec '${sshProgram}' -F '${join(place.top, 'ssh_config')}' "$@"\n`);
    chmodSync(join(place.top, 'bin/ssh'), 0o755);
    place.env.PATH = `${join(place.top, 'bin')}:${place.env.PATH}`;
    place.git('remote', 'add', 'origin', origin);
    const { stdout } = await place.call('init', '--yes', ...published);
    for (const command of commands) expect(stdout).toContain(command);
  });

  test('proposes what the workflow says already', async () => {
    const set = ['--backend', 'codex', '--schedule', 'none', '--runner', 'self-hosted,gpu', '--key', 'none'];
    await place.call('init', '--yes', ...set, ...published);
    const workflow = '.github/workflows/sequential.yml';
    const first = place.read(workflow);
    const again = await place.call('init', '--yes', '--verify', 'make test');
    expect([again.code, signs(again.stdout)[0], place.read(workflow)]).toEqual([0, `= ${workflow}`, first]);
    expect(place.read('.github/sequential.yml')).toMatch(/^verify: make test$/m);
    await place.call('init', '--yes', '--schedule', '0 1 * * mon-FRI', '--key', 'CODEX_ACCESS_TOKEN');
    const changed = place.read(workflow);
    expect(changed).toContain('cron: "0 1 * * mon-FRI"');
    // As it is written where the tag's commit is known.
    place.write('.github/workflows/sequential.yml', '');
    await place.call('init', '--yes', '--force', ...set.slice(0, 2), '--action', `${published[1]} # v0`);
    await place.call('init', '--yes', '--verify', 'make');
    expect(place.read(workflow)).toContain(`uses: ${published[1]} # v0\n`);
  });

  const unusable: readonly (readonly [string, string])[] = [
    ...['nope', '99 99 * * *', '* * * * * *', '* * * *', '', '5-1 * * * *', '*/0 * * * *', '@daily', '* * * * 7'].map(
      (cron) => ['--schedule', cron] as const,
    ),
    ...['$(x)', '', 'GITHUB_TOKEN', 'github_x', '1KEY', 'A-B'].map((key) => ['--key', key] as const),
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub's.
    ...['${{ secrets.X }}', '', 'a"b'].map((runner) => ['--runner', runner] as const),
  ];
  test.each(unusable)('%s %j makes no workflow', async (flag, value) => {
    const refused = await place.call('init', '--yes', ...published, `${flag}=${value}`);
    expect(refused).toMatchObject({ code: 64, stderr: expect.stringContaining(`${flag}: "${value}" is not`) });
    expect(place.has('.github')).toBe(false);
  });

  test.each([
    [['--key', 'MY_KEY', '--backend', 'codex'], '--key: codex reads its key from CODEX_API_KEY or '],
    [['--verify', `API_KEY=ghp_${'a1'.repeat(18)} npm t`], '--verify: this looks like a secret'],
    [['--verify', 'DEPLOY_TOKEN=q7Wf93kLmZx2 npm t'], '--verify: this looks like a secret'],
  ])('%j is refused before anything is written', async (flags, words) => {
    const refused = await place.call('init', '--yes', ...published, ...flags);
    expect(refused).toMatchObject({ code: 64, stderr: expect.stringContaining(words) });
    expect(refused.stderr).not.toMatch(/ghp_|q7Wf/);
    expect(place.has('.github')).toBe(false);
  });

  test('says that a link leads to nothing, and writes nothing through it', async () => {
    symlinkSync('gone', join(place.repo, '.agents'));
    const skill = await place.call('init', '--skill');
    expect(skill).toMatchObject({
      code: 64,
      stderr: expect.stringMatching(/\.agents: a symbolic link leads to gone, where/),
    });
    symlinkSync('gone', join(place.repo, '.github'));
    expect((await place.call('init', '--yes', ...published)).code).toBe(64);
  });

  test('takes a key that the configuration file hands to agents', async () => {
    place.write('.github/sequential.yml', 'backend: codex\nspec: shop\nagent-env: MY_KEY\n');
    expect((await place.call('init', '--yes', ...published, '--key', 'MY_KEY')).code).toBe(0);
    const { stdout } = await place.call('doctor', '--ci');
    expect(stdout).toMatch(/codex gets MY_KEY[\s\S]*A run can start/);
  });

  test.each([['me/seq@v0'], ['me/seq@v0 # copy']])('%s is known again, whatever the copy is called', async (action) => {
    await place.call('init', '--yes', '--action', action, '--backend', 'codex');
    const { code, stdout } = await place.call('doctor', '--ci');
    expect([code, stdout]).toEqual([0, expect.stringContaining('codex gets CODEX_API_KEY')]);
    const again = await place.call('init', '--yes');
    expect([again.code, signs(again.stdout)[0]]).toEqual([0, '= .github/workflows/sequential.yml']);
  });
});
