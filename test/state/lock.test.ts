import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { UserError } from '../../src/errors.ts';
import { acquireLock, findLockHolder } from '../../src/state/lock/lock.ts';
import { createLockFolder, lockPath } from '../../src/state/lock/lock-path.ts';
import { processStart } from '../../src/state/lock/process-start.ts';
import { source } from '../harness/source.ts';

const night = Date.UTC(2026, 10, 23, 1, 0, 0);
let root: string;
let folder: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'lock-')));
  execFileSync('git', ['init', '-q', root]);
  folder = join(root, '.kiro', 'specs');
  mkdirSync(folder, { recursive: true });
});

afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  }
  rmSync(root, { recursive: true });
});

function own(runId = 'run-1', patch: { pid?: number; host?: string } = {}) {
  return { path: folder, runId, pid: process.pid, host: hostname(), now: night, ...patch };
}

async function refusal(promise: Promise<unknown>): Promise<UserError> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UserError);
  return error as UserError;
}

/** A process that takes the lock at each `take`, says what came of it, and gives it back at each `give`. */
function taker(
  runId: string,
  env: Record<string, string> = {},
): { process: ChildProcess; say(word: string): void; hear(): Promise<string> } {
  const script = `
    import { createInterface } from 'node:readline';
    import { acquireLock } from ${source('state/lock/lock.ts')};
    const order = { path: ${JSON.stringify(folder)}, runId: ${JSON.stringify(runId)}, pid: process.pid,
      host: ${JSON.stringify(hostname())}, now: ${night} };
    let lock = null;
    console.log('ready');
    for await (const word of createInterface({ input: process.stdin })) {
      if (word === 'take') {
        try { lock = await acquireLock(order); console.log('taken'); }
        catch (error) { console.log('refused ' + error.message); }
      } else if (word === 'give') { await lock?.release(); lock = null; console.log('given'); }
      else process.exit(0);
    }`;
  const child = spawn(process.execPath, ['--no-warnings', '--input-type=module', '-e', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    process: child,
    say: (word) => child.stdin.write(`${word}\n`),
    hear: async () => String((await lines.next()).value),
  };
}

describe('a lock', () => {
  test('refuses a second run, and says who holds it', async () => {
    const first = taker('run-a');
    expect(await first.hear()).toBe('ready');
    first.say('take');
    expect(await first.hear()).toBe('taken');
    const error = await refusal(acquireLock(own('run-b')));
    expect(error.message).toBe(
      `another run is active here: run run-a, process ${first.process.pid} on ${hostname()}, since 2026-11-23T01:00:00.000Z`,
    );
    expect(error.where).toBe(folder);
    expect(error.fix).toContain(`kill ${first.process.pid}`);
    first.say('give');
    expect(await first.hear()).toBe('given');
    await (await acquireLock(own('run-b'))).release();
  });

  test('of a process that was killed is taken over; of one that exited it is gone already', async () => {
    const killed = taker('run-a');
    await killed.hear();
    killed.say('take');
    await killed.hear();
    killed.process.kill('SIGKILL');
    await once(killed.process, 'exit');
    const lock = await acquireLock(own('run-b'));
    await lock.release();
    await lock.release();

    const exiting = taker('run-c');
    await exiting.hear();
    exiting.say('take');
    await exiting.hear();
    exiting.say('exit');
    await once(exiting.process, 'exit');
    expect(readdirSync(dirname(lockPath(folder)))).toEqual([]);
  });

  test('goes to exactly one of many that find its holder dead at the same time', async () => {
    const takers = Array.from({ length: 5 }, (_, n) => taker(`run-${n}`));
    await Promise.all(takers.map((each) => each.hear()));
    const file = lockPath(folder);
    for (let round = 0; round < 20; round++) {
      plant(file, { token: `dead-${round}`, pid: 2 ** 22 + 1 });
      // In half of the rounds another taker died while it was taking over.
      if (round % 2 === 1) plant(`${file}.dead-${round}`, { token: `heir-${round}`, pid: 2 ** 22 + 1 });
      for (const each of takers) each.say('take');
      const heard = await Promise.all(takers.map((each) => each.hear()));
      expect(heard.filter((word) => word === 'taken')).toHaveLength(1);
      const winner = heard.indexOf('taken');
      const refused = heard.filter((_, n) => n !== winner);
      for (const word of refused) expect(word).toContain(`run run-${winner}, process ${takers[winner]?.process.pid}`);
      for (const each of takers) each.say('give');
      await Promise.all(takers.map((each) => each.hear()));
      rmSync(`${file}.dead-${round}`, { force: true });
      expect(readdirSync(dirname(file)).filter((name) => name.endsWith('.lock'))).toEqual([]);
    }
  });

  test('is not kept by another process that has the same pid by now', async () => {
    plant(lockPath(folder), { pid: process.pid, start: 'the day before' });
    await (await acquireLock(own('run-b'))).release();
    plant(lockPath(folder), { pid: process.pid, start: processStart(process.pid) });
    await refusal(acquireLock(own('run-b')));
  });

  test('tells who holds it to whoever asks, and nothing is touched', async () => {
    expect(findLockHolder(folder, hostname())).toBeNull();
    expect(existsSync(dirname(lockPath(folder)))).toBe(false);
    const lock = await acquireLock(own('run-a'));
    expect(findLockHolder(folder, hostname())).toMatchObject({ run: 'run-a', pid: process.pid });
    await lock.release();
    plant(lockPath(folder), { pid: 2 ** 22 + 1 });
    expect(findLockHolder(folder, hostname())).toBeNull();
    plant(lockPath(folder), { pid: 1, host: 'elsewhere' });
    expect(findLockHolder(folder, hostname())).toMatchObject({ host: 'elsewhere' });
  });

  test('that a power cut left empty is taken over', async () => {
    createLockFolder(lockPath(folder));
    writeFileSync(lockPath(folder), '');
    expect(findLockHolder(folder, hostname())).toBeNull();
    const lock = await acquireLock(own('run-b'));
    expect(findLockHolder(folder, hostname())).toMatchObject({ run: 'run-b', pid: process.pid });
    expect((await refusal(acquireLock(own('run-c')))).message).toContain('run run-b');
    await lock.release();
    expect(existsSync(lockPath(folder))).toBe(false);
  });

  test('of another machine holds while it beats', async () => {
    const file = lockPath(folder);
    plant(file, { pid: 1, host: 'elsewhere' });
    const error = await refusal(acquireLock(own()));
    expect(error.message).toContain('process 1 on elsewhere');
    expect(error.fix).toContain(`remove ${file}`);
    const longAgo = new Date(Date.now() - 3_600_000);
    utimesSync(file, longAgo, longAgo);
    await (await acquireLock(own())).release();
  });

  test('of another machine whose clock is another one holds as well', async () => {
    plant(lockPath(folder), { pid: 1, host: 'elsewhere' });
    for (const byMs of [3_600_000, -3_600_000]) {
      jest.useFakeTimers({ now: Date.now() + byMs });
      const refused = await refusal(acquireLock(own())).finally(() => jest.useRealTimers());
      expect(refused.message).toContain('process 1 on elsewhere');
    }
    expect(readdirSync(dirname(lockPath(folder))).filter((name) => name.includes('.now'))).toEqual([]);
  });

  test('beats as long as it is held, by the clock of the file system', async () => {
    const longAgo = new Date(Date.now() - 3_600_000);
    const before = Date.now() - 60_000;
    jest.useFakeTimers({ now: Date.now() + 24 * 3_600_000 });
    try {
      const lock = await acquireLock(own());
      const text = readFileSync(lockPath(folder), 'utf8');
      utimesSync(lockPath(folder), longAgo, longAgo);
      jest.advanceTimersByTime(60_000);
      expect(statSync(lockPath(folder)).mtimeMs).toBeGreaterThan(before);
      expect(statSync(lockPath(folder)).mtimeMs).toBeLessThan(Date.now() - 3_600_000);
      expect(readFileSync(lockPath(folder), 'utf8')).toBe(text);
      await lock.release();
      expect(jest.getTimerCount()).toBe(0);
    } finally {
      jest.useRealTimers();
    }
  });

  test('that another run took over meanwhile is not given back', async () => {
    const lock = await acquireLock(own('run-a'));
    plant(lockPath(folder), { token: 'of run-b', pid: process.pid });
    await lock.release();
    expect(findLockHolder(folder, hostname())).toMatchObject({ token: 'of run-b' });
  });

  test('asks the given function whether a holder lives', async () => {
    plant(lockPath(folder), { pid: process.pid });
    const asked: number[] = [];
    const isAlive = (holder: { pid: number }) => asked.push(holder.pid) === 0;
    await (await acquireLock({ ...own(), isAlive })).release();
    expect(asked).toEqual([process.pid]);
  });
});

describe('something else in the place of', () => {
  const kinds: readonly [string, (place: string) => void][] = [
    ['a file', (place) => writeFileSync(place, '')],
    ['a folder', (place) => mkdirSync(join(place, 'n'), { recursive: true })],
    ['a named pipe', (place) => execFileSync('mkfifo', [place])],
    ['a link to nowhere', (place) => symlinkSync('nowhere', place)],
    ['a link to a file', (place) => symlinkSync('../config', place)],
  ];

  test.each(kinds.filter(([kind]) => kind !== 'a folder'))('the folder of locks, %s, is named', async (_, put) => {
    put(dirname(lockPath(folder)));
    const { message, where, fix } = await refusal(acquireLock(own()));
    expect([message, where]).toEqual([expect.stringMatching(/something else/), dirname(lockPath(folder))]);
    expect(fix).toMatch(/remove it/);
  });

  test.each(kinds.filter(([kind]) => kind !== 'a file'))(
    'a lock, %s, is named, and nobody holds it',
    async (_, put) => {
      createLockFolder(lockPath(folder));
      put(lockPath(folder));
      expect(findLockHolder(folder, hostname())).toBeNull();
      const { message, where, fix } = await refusal(acquireLock(own()));
      expect([message, where]).toEqual([expect.stringMatching(/something else/), lockPath(folder)]);
      expect(fix).toMatch(/remove it/);
      expect(readdirSync(dirname(lockPath(folder)))).toHaveLength(1);
    },
  );

  test('the lock of who takes over from a dead one is named', async () => {
    createLockFolder(lockPath(folder));
    writeFileSync(lockPath(folder), '');
    mkdirSync(`${lockPath(folder)}.unreadable`);
    expect((await refusal(acquireLock(own()))).where).toBe(`${lockPath(folder)}.unreadable`);
  });
});

describe('the lock file', () => {
  test('is nothing that git could commit, and one for all ways to a folder', async () => {
    const lock = await acquireLock(own());
    expect(execFileSync('git', ['-C', root, 'status', '--porcelain', '-uall'], { encoding: 'utf8' })).toBe('');
    symlinkSync(folder, join(root, 'way'));
    expect(lockPath(join(root, 'way'))).toBe(lockPath(folder));
    await lock.release();
  });

  test('lies with a linked working tree in its own git directory', () => {
    const git = (...args: string[]) =>
      execFileSync('git', ['-C', root, '-c', 'user.name=t', '-c', 'user.email=t@localhost', ...args], {
        stdio: 'ignore',
      });
    git('commit', '--allow-empty', '-m', 'first');
    git('worktree', 'add', join(root, 'other'), '-b', 'other');
    expect(lockPath(join(root, 'other'))).toContain(join(root, '.git', 'worktrees', 'other'));
  });

  test('lies without git in the temporary folder', async () => {
    rmSync(join(root, '.git'), { recursive: true });
    const [first, second] = [taker('run-a', { TMPDIR: root }), taker('run-b', { TMPDIR: root })];
    await Promise.all([first.hear(), second.hear()]);
    first.say('take');
    expect(await first.hear()).toBe('taken');
    second.say('take');
    expect(await second.hear()).toContain('refused another run is active here: run run-a');
    expect(readdirSync(join(root, 'sequential-orchestration'))).toHaveLength(1);
    expect(readdirSync(folder)).toEqual([]);
  });
});

function plant(file: string, holder: { token?: string; pid: number; host?: string; start?: string | null }): void {
  const whole = { token: 'planted', run: 'old', host: hostname(), since: '2026-11-22T00:00:00.000Z', start: null };
  createLockFolder(file);
  writeFileSync(file, JSON.stringify({ ...whole, ...holder }));
}
