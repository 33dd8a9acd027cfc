import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs, { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { setEnvironment } from './harness/place/own-environment.ts';
import { openPlace } from './harness/place/place.ts';
import { markOf, processesOf, startMarked } from './harness/place/processes.ts';
import { inRunPlace, openRunPlace } from './harness/place/run-place.ts';

let said: string[];
beforeEach(() => {
  said = [];
  jest.spyOn(console, 'error').mockImplementation((text) => void said.push(text));
});
afterEach(() => void jest.restoreAllMocks());

/** In the place that is open now: what node:os says is the test file's own. */
const inTemp = (...path: string[]) => join(process.env.TMPDIR ?? '', ...path);

const places = [
  ['a temporary file', () => inTemp('left.txt')],
  ['a file in the home', () => join(process.env.HOME ?? '', '.left')],
  ['a file of one of ours in the folder of them that stays', () => inTemp('sequential-1000', 'left.txt')],
  ['a socket’s file of a tmux server', () => inTemp('tmux-1000', 'default')],
] as const;

const write = (path: string) => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, '');
};

test.each(places)('a test file that leaves %s fails, and it is gone', async (_what, path) => {
  const before = { ...process.env };
  const place = openPlace();
  const left = path();
  write(left);
  await expect(place.close()).rejects.toThrow(relative(place.folder, left));
  expect([existsSync(place.folder), process.env]).toEqual([false, before]);
});

test('what the person, the runner or the hook that starts the suite has set reaches no test, and is set again', async () => {
  const foreign = {
    GIT_DIR: '/person/.git',
    FORCE_COLOR: '3',
    OPENAI_API_KEY: 'sk-person',
    LC_ALL: 'tr_TR.UTF-8',
    NODE_ENV: 'x',
  };
  const before = { ...process.env };
  Object.assign(process.env, foreign);
  const place = openPlace();
  const seen = Object.entries(process.env).map(([name, value]) => `${name}=${value}`);
  await place.close();
  const after = { ...process.env };
  setEnvironment(before);
  expect(Object.entries(foreign).filter(([name, value]) => seen.includes(`${name}=${value}`))).toEqual([]);
  expect(seen).toContain(`PATH=${before.PATH}`);
  expect(after).toEqual({ ...before, ...foreign });
});

test('empty folders are left, too, but for those that stay', async () => {
  const place = openPlace();
  for (const name of ['sequential-1000', 'tmux-1000', 'folder']) mkdirSync(inTemp(name));
  const failed = await place.close().catch((error: Error) => error.message);
  expect(failed).toBe('A test left something behind:\n  tmp/folder');
});

test.each(places)('a script that leaves %s fails, and names it', async (_what, path) => {
  const before = process.env.TMPDIR;
  let left = '';
  const code = await inRunPlace(async () => {
    left = path();
    write(left);
    return 0;
  });
  expect([code, process.env.TMPDIR, existsSync(left)]).toEqual([1, before, false]);
  // Beside it may be what another program of the machine made meanwhile.
  expect(said.filter((line) => line.startsWith('left behind: '))).toEqual([`left behind: ${left}`]);
});

test.each([
  ['plain', true],
  ['with blanks', false],
  ["with-a-'quote'", false],
  ['with-ü', false],
  ['that-is-too-long-for-the-socket-of-a-tmux-server', false],
  ['missing', false],
])('a run has its folder in a TMPDIR %s: %p', (name, isInside) => {
  // The temporary folder of this test is itself longer than is plain on some systems.
  const top = fs.mkdtempSync('/tmp/sequential-');
  fs.chmodSync(top, 0o755);
  const folder = join(top, name);
  if (name !== 'missing') mkdirSync(folder);
  const script = `
    const { openRunPlace } = await import(${JSON.stringify(new URL('harness/place/run-place.ts', import.meta.url))});
    const place = openRunPlace();
    console.log(place.env.TMPDIR);
    place.close();`;
  const options = ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', script];
  const env = { ...process.env, TMPDIR: folder };
  const said = execFileSync(process.execPath, options, { env, encoding: 'utf8' });
  rmSync(top, { recursive: true });
  expect(said.startsWith(`${folder}/`)).toBe(isInside);
});

test('a script that leaves nothing has its own exit code', async () => {
  const keeps = async () => {
    for (const name of ['sequential-1000', 'tmux-1000']) mkdirSync(inTemp(name));
    return 3;
  };
  expect([await inRunPlace(keeps), said]).toEqual([3, []]);
});

test('a process that is left is named and ended', async () => {
  const place = openRunPlace();
  const child = spawn('sleep', ['600'], { env: { ...process.env, ...place.env }, stdio: 'ignore' });
  const ended = new Promise((done) => child.once('exit', (_code, signal) => done(signal)));
  await new Promise((done) => child.once('spawn', done));
  expect(place.close().left).toEqual([`process ${child.pid}: sleep 600`]);
  expect(await ended).toBe('SIGKILL');
});

test('a process is found by its mark, whatever it was started with', async () => {
  const child = spawn('sleep', ['600'], { env: {}, cwd: '/', detached: true, stdio: 'ignore' });
  await new Promise((done) => child.once('spawn', done));
  const ended = new Promise((done) => child.once('exit', done));
  const found = processesOf(tmpdir(), markOf('self'));
  child.kill('SIGKILL');
  await ended;
  expect(found).toContainEqual({ pid: child.pid, command: 'sleep 600' });
});

test('what is marked bears its mark from the first moment, and who started it keeps its own', () => {
  const before = markOf('self');
  const { started, mark } = startMarked(() => spawnSync('cat', ['/proc/self/limits'], { encoding: 'utf8' }));
  expect(started.stdout).toMatch(new RegExp(`^Max realtime timeout +${mark} `, 'm'));
  expect([markOf('self'), mark === before]).toEqual([before, false]);
});

test.each<readonly [string, (beside: string) => unknown, string]>([
  ['writes a file', (beside) => fs.writeFileSync(beside, ''), 'a write outside of it: '],
  ['writes a file and waits for it', (beside) => fs.promises.writeFile(beside, ''), 'a write outside of it: '],
  ['opens a file to write', (beside) => fs.closeSync(fs.openSync(beside, 'w')), 'a write outside of it: '],
  ['makes a folder', (beside) => fs.mkdirSync(beside), 'a write outside of it: '],
  ['makes a link', (beside) => fs.symlinkSync('/', beside), 'a write outside of it: '],
  ['moves a file', (beside) => moveTo(beside), 'a write outside of it: '],
  [
    'works in another folder',
    (beside) => process.chdir(fs.mkdirSync(beside, { recursive: true }) ?? ''),
    'another working folder: ',
  ],
  ['leaves a server', (beside) => once(createServer().listen(beside), 'listening'), 'a server that still listens: '],
])('a test file that %s beside its place fails', async (_what, act, said) => {
  const beside = join(tmpdir(), 'beside');
  const [place, cwd] = [openPlace(), process.cwd()];
  await act(beside);
  const failed = await place.close().catch((error: Error) => error.message);
  rmSync(beside, { recursive: true, force: true });
  expect(failed).toContain(`${said}${beside}`);
  expect(process.cwd()).toBe(cwd);
});

test('what is read beside it, or could not be written, is nothing', async () => {
  const place = openPlace();
  fs.closeSync(fs.openSync(import.meta.filename, 'r'));
  expect(() => fs.writeFileSync(tmpdir(), '')).toThrow('EISDIR');
  fs.writeFileSync('/dev/null', '');
  expect(await place.close()).toBeUndefined();
});

test('a server on a port that the system did not choose is seen', () => {
  const script = `
    import { once } from 'node:events';
    import { createServer } from 'node:http';
    import { watchOutside } from ${JSON.stringify(new URL('harness/place/outside.ts', import.meta.url))};
    const free = createServer().listen(0);
    await once(free, 'listening');
    const { port } = free.address();
    await new Promise((done) => free.close(done));
    const watch = watchOutside([]);
    const servers = [0, port].map((one) => createServer().listen(one));
    await Promise.all(servers.map((server) => once(server, 'listening')));
    for (const server of servers) await new Promise((done) => server.close(done));
    console.log(JSON.stringify([port, await watch.end()]));`;
  const options = ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', script];
  const [port, said] = JSON.parse(execFileSync(process.execPath, options, { encoding: 'utf8' }));
  expect(said).toEqual([`a server on a port that is always the same: ${port}`]);
});

test.each([0, -0, -1, 1, Number.NaN])('a signal to %p, which is no process of a test, is refused', (pid) => {
  expect(() => process.kill(pid, 0)).toThrow('is not a process of this test');
});

test('where the product has to go in a folder of the machine, nothing may stay', async () => {
  const place = openPlace();
  const [gone, stays] = ['ssh-', 'ssh-'].map((name) => fs.mkdtempSync(`/tmp/${name}`)) as [string, string];
  fs.rmdirSync(gone);
  // Of a user who has had no tmux server yet; it stays.
  const servers = `/tmp/tmux-${process.pid}0000`;
  fs.mkdirSync(servers);
  const failed = await place.close().catch((error: Error) => error.message);
  for (const path of [stays, servers]) rmSync(path, { recursive: true });
  expect(failed).toBe(`A test left something behind:\n  a file outside of it: ${stays}`);
});

/** In the place that is open now. */
function moveTo(beside: string): void {
  fs.writeFileSync(inTemp('file'), '');
  fs.renameSync(inTemp('file'), beside);
}
