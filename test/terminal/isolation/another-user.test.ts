import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  lchownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  findAnotherUser,
  hasProcesses,
  isSpareUser,
  isThrownAway,
} from '../../../src/terminal/isolation/another-user/find-user.ts';
import { createLoans, endLeftLoans, type Loans } from '../../../src/terminal/isolation/another-user/loans.ts';
import { planLoan } from '../../../src/terminal/isolation/another-user/plan-loan.ts';
import type { IsolationPolicy } from '../../../src/terminal/isolation/policy/isolation-policy.ts';
import { alone } from '../../harness/alone.ts';
import { source } from '../../harness/source.ts';

const USER = 60_900;
const own = [process.getuid?.() ?? 0, process.getgid?.() ?? 0] as const;
const isRoot = own[0] === 0;
let top: string;
beforeEach(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), 'another-')));
  chmodSync(top, 0o700);
  for (const [path, mode] of Object.entries(FOLDERS)) {
    mkdirSync(join(top, path));
    chmodSync(join(top, path), mode);
  }
  for (const [path, mode] of Object.entries(FILES)) {
    writeFileSync(join(top, path), path);
    chmodSync(join(top, path), mode);
  }
  writeFileSync(Buffer.concat([Buffer.from(`${top}/work/`), ODD]), '');
  symlinkSync('/etc/passwd', join(top, 'work', 'link'));
});
afterEach(() => rmSync(top, { recursive: true }));

/** A name that is not text. */
const ODD = Buffer.from([0x6f, 0xff, 0x0a, 0x64]);
const FOLDERS = {
  home: 0o700,
  'home/.ssh': 0o755,
  'home/.config': 0o700,
  'home/.config/pip': 0o700,
  work: 0o755,
  'work/.git': 0o755,
  'work/.git/ours': 0o755,
  'work/src': 0o700,
};
const FILES = {
  'home/.ssh/id': 0o644,
  'home/.netrc': 0o666,
  'home/.bashrc': 0o666,
  'home/.config/pip/pip.conf': 0o600,
  'work/.git/HEAD': 0o644,
  'work/src/code': 0o600,
};

function policy(): IsolationPolicy {
  const at = (path: string) => join(top, path);
  const hidden = [
    ['home/.ssh', true],
    ['home/.netrc', false],
    ['work/.git/ours', true],
  ] as const;
  return {
    ...{ strength: 'auto', writable: [], fresh: [], absent: [], env: {}, signs: false, sudo: false },
    hidden: hidden.map(([path, isFolder]) => ({ name: 'ssh', path: at(path), isFolder })),
    readOnly: [at('home/.bashrc'), at('home/.config/pip'), '/proc/sys'],
    programFolders: [],
    linked: [],
    devices: [],
    strays: [],
    pinned: [at('home/.config')],
    lent: {
      home: at('home'),
      workTree: at('work'),
      trees: [at('work')],
      folders: [at('home'), at('home/.config')],
      readable: [at('home/.bashrc'), at('home/.config/pip')],
    },
  };
}

test('what is lent and covered changes, and nothing else', () => {
  const { given, newModes, loan } = planLoan(policy(), USER, [...own]);
  const inTop = (path: string) => path.slice(top.length + 1);
  expect(given.map(inTop).sort()).toEqual([
    'work/.git/HEAD',
    'work/link',
    'work/o\xff\nd',
    'work/src',
    'work/src/code',
  ]);
  const modes = newModes
    .filter(([path]) => path.startsWith(top))
    .map(([path, mode]) => `${inTop(path)} ${mode.toString(8)}`);
  expect(modes.sort()).toEqual([
    ' 701',
    'home 1707',
    'home/.bashrc 664',
    'home/.config 1707',
    'home/.config/pip 705',
    'home/.config/pip/pip.conf 604',
    'home/.netrc 660',
    'home/.ssh 750',
    'work 1757',
    'work/.git 1757',
    'work/.git/ours 750',
  ]);
  expect(loan.owners).toEqual([]);
});

test.each([
  ['a job of a hosted runner', { GITHUB_ACTIONS: 'true', RUNNER_ENVIRONMENT: 'github-hosted' }, true],
  ['a self-hosted runner', { GITHUB_ACTIONS: 'true', RUNNER_ENVIRONMENT: 'self-hosted' }, false],
  ['a runner that does not say', { GITHUB_ACTIONS: 'true' }, false],
  ['a terminal', { RUNNER_ENVIRONMENT: 'github-hosted' }, false],
  ["a container of Gitea's runner", { GITHUB_ACTIONS: 'true', GITEA_ACTIONS: 'true', container: 'yes' }, true],
  ["a container of Forgejo's runner", { GITHUB_ACTIONS: 'true', FORGEJO_ACTIONS: 'true', container: 'yes' }, true],
  ["the host of Gitea's runner", { GITHUB_ACTIONS: 'true', GITEA_ACTIONS: 'true' }, false],
])('%s: does the working tree end with the job?', (_, env, ends) => {
  expect(isThrownAway(env, () => 'container' in env)).toBe(ends);
});

test('a user is found where the files go with the job', () => {
  expect(findAnotherUser({})).toEqual(expect.any(String));
  const found = findAnotherUser({ GITHUB_ACTIONS: 'true', RUNNER_ENVIRONMENT: 'github-hosted' });
  expect(isRoot ? isSpareUser(Number(found)) : found).toBe(
    isRoot ? true : 'it needs a run as root, for which sudo is not enough',
  );
});

/** Owner and mode of all there is. */
function listing(): string {
  const { stdout } = spawnSync('find', ['.', '-printf', '%p %U:%G %m\\n'], { cwd: top, encoding: 'latin1' });
  return stdout;
}
const asUser = (script: string) =>
  spawnSync('/bin/sh', ['-c', script], { uid: USER, gid: USER, cwd: join(top, 'work'), encoding: 'utf8' });

// Only root can give files away.
if (isRoot)
  describe('a loan', () => {
    const records = () => ({ RUNNER_TEMP: join(top, 'records') });
    let letGo: () => Promise<void>;
    let opened: Loans[];
    beforeEach(async () => {
      mkdirSync(join(top, 'records'), { mode: 0o700 });
      opened = [];
      // Whoever lends next ends what is left of such users, and another run of the suite has its lock elsewhere.
      letGo = await alone('users');
    });
    // Also of a test that failed: the next ones would wait for it.
    afterEach(async () => {
      for (const loans of opened) await loans.close();
      await letGo();
    });

    const open = () => {
      const loans = createLoans(records());
      opened.push(loans);
      return loans;
    };
    const ready = async () => {
      const loans = open();
      await loans.ready(() => {});
      return loans;
    };

    test('lets another user work, and leaves owners and modes as they were', async () => {
      lchownSync(join(top, 'work', 'src', 'code'), 1_234, 1_235);
      const passwd = readFileSync('/etc/passwd', 'utf8');
      const loans = await ready();
      loans.take(policy(), USER);
      await loans.giveBack();
      const before = listing();
      for (let start = 0; start < 2; start += 1) {
        loans.take(policy(), USER);
        const told = asUser(
          'echo more >>src/code && mv src/code src/new && mv src/new src/code; cat ../home/.ssh/id ../home/.netrc; echo x >>../home/.bashrc; mv ../home/.config ../home/moved; cat ../home/.config/pip/pip.conf; id -un',
        );
        expect(told.stdout).toBe(`home/.config/pip/pip.confsequential-${USER}\n`);
        await loans.giveBack();
        expect(listing()).toBe(before);
      }
      expect(lstatSync(join(top, 'work', 'src', 'code'))).toMatchObject({ uid: 1_234, gid: 1_235 });
      expect(readFileSync('/etc/passwd', 'utf8')).toBe(passwd);
      await loans.close();
    });

    test('has what the user made be the starter’s, without the power to become that one', async () => {
      const loans = await ready();
      loans.take(policy(), USER);
      asUser(
        'cp /bin/true evil; chmod 6755 evil; mkdir ../home/.new; : >../home/.new/file; ln -s /etc/shadow src/shadow',
      );
      await loans.giveBack();
      expect(lstatSync(join(top, 'work', 'evil'))).toMatchObject({ uid: 0, gid: 0 });
      expect(lstatSync(join(top, 'work', 'evil')).mode & 0o7000).toBe(0);
      expect(lstatSync(join(top, 'home', '.new', 'file')).uid).toBe(0);
      const shadow = lstatSync('/etc/shadow');
      loans.take(policy(), USER);
      expect(lstatSync('/etc/shadow')).toMatchObject({ uid: shadow.uid, gid: shadow.gid, mode: shadow.mode });
      await loans.close();
    });

    test('lasts until the last of several programs has ended', async () => {
      const before = listing();
      const loans = await ready();
      for (const _ of ['one', 'another']) loans.take(policy(), USER);
      await loans.giveBack();
      expect(asUser('cat src/code').stdout).toBe('work/src/code');
      await loans.giveBack();
      await loans.close();
      expect(listing().replace(/^\.\/records\/.*\n/gm, '')).toBe(before);
    });

    test('is one at a time on a machine, and waits for the other run', async () => {
      const [first, second] = [await ready(), open()];
      const order: string[] = [];
      const waiting = new Promise<void>((resolve) => {
        void second.ready(resolve).then(() => order.push('the second is ready'));
      });
      await waiting;
      order.push('the second waits');
      await first.close();
      await second.ready(() => {});
      expect(order).toEqual(['the second waits', 'the second is ready']);
      await second.close();
    });

    test('ends whoever is left of those users before it begins', async () => {
      const before = await ready();
      expect(asUser('setsid sleep 300 >/dev/null 2>&1 &').status).toBe(0);
      await before.close();
      const loans = await ready();
      expect(hasProcesses(USER)).toBe(false);
      await loans.close();
    });

    test('gives no file away that has another name elsewhere', async () => {
      writeFileSync(join(top, 'home', 'secret'), 'a secret', { mode: 0o600 });
      linkSync(join(top, 'home', 'secret'), join(top, 'work', 'src', 'planted'));
      linkSync(join(top, 'work', 'src', 'code'), join(top, 'work', 'src', 'second'));
      const loans = await ready();
      loans.take(policy(), USER);
      expect(asUser('cat src/planted src/second; echo evil >>src/planted').stdout).toBe('work/src/code');
      await loans.giveBack();
      await loans.close();
      expect(readFileSync(join(top, 'home', 'secret'), 'utf8')).toBe('a secret');
    });

    test('restores no mode by way of a link', async () => {
      const loans = await ready();
      loans.take(policy(), USER);
      // As an agent that has the folder above could.
      renameSync(join(top, 'home', '.config'), join(top, 'home', '.moved'));
      mkdirSync(join(top, 'other', 'pip'), { recursive: true, mode: 0o755 });
      writeFileSync(join(top, 'other', 'pip', 'pip.conf'), '', { mode: 0o640 });
      chmodSync(join(top, 'other', 'pip'), 0o750);
      symlinkSync('../other', join(top, 'home', '.config'));
      await loans.giveBack();
      expect(lstatSync(join(top, 'other', 'pip')).mode & 0o777).toBe(0o750);
      expect(lstatSync(join(top, 'other', 'pip', 'pip.conf')).mode & 0o777).toBe(0o640);
      await loans.close();
    });

    test('that a killed run left is ended by the next one, with what still ran', async () => {
      const alone = await ready();
      const before = listing();
      const script = `const { createLoans } = await import(${source('terminal/isolation/another-user/loans.ts')});
createLoans(${JSON.stringify(records())}).take(${JSON.stringify(policy())}, ${USER});
process.kill(process.pid, 'SIGKILL');`;
      const killed = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
      expect([killed.signal, killed.stderr]).toEqual(['SIGKILL', '']);
      expect(asUser('setsid sleep 300 >/dev/null 2>&1 & : >>src/code').status).toBe(0);
      await endLeftLoans(records());
      expect(listing().replace(/^\.\/records\/.*\n/gm, '')).toBe(before);
      expect(hasProcesses(USER)).toBe(false);
      await alone.close();
    });
  });
