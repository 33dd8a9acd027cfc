import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { backends } from '../../../src/agents/index.ts';
import { createTempFolder, removeTempFolder, tempParent } from '../../../src/state/lock/temp-folder.ts';
import { createLoans } from '../../../src/terminal/isolation/another-user/loans.ts';
import { findMachine } from '../../../src/terminal/isolation/mechanisms/choose-mechanism.ts';
import { mechanisms } from '../../../src/terminal/isolation/mechanisms/mechanisms.ts';
import {
  findPath,
  makeTempParents,
  type PlaceOptions,
  readPlace,
} from '../../../src/terminal/isolation/policy/isolated-place.ts';
import { type IsolationPolicy, isolationPolicy } from '../../../src/terminal/isolation/policy/isolation-policy.ts';
import type { IsolatedPlace } from '../../../src/terminal/isolation/policy/paths/covered-paths.ts';
import type { Strength } from '../../../src/terminal/isolation/policy/paths/paths.ts';
import { endProcesses } from '../../../src/terminal/process/end-processes.ts';
import { alone } from '../../harness/alone.ts';
import { processesOf } from '../../harness/place/processes.ts';
import { until } from '../../harness/until.ts';
import { hostileScript, rows, sandboxTable } from './hostile-program.ts';

const NOBODY = 65_534;
const own = process.getuid?.() ?? -1;
/** As in a job of a hosted runner, of which nothing stays. */
const EPHEMERAL = { GITHUB_ACTIONS: 'true', RUNNER_ENVIRONMENT: 'github-hosted' };
const machine = await findMachine({ ...process.env, ...EPHEMERAL });

/** As who runs the tests, and where that is root as an ordinary user too. */
const users = own === 0 ? [0, NOBODY] : [own];
const as = (uid: number) => (uid === own ? [] : ['setpriv', `--reuid=${uid}`, `--regid=${uid}`, '--clear-groups']);
const machineOf = (uid: number) => ({ ...machine, uid, gid: uid === own ? machine.gid : uid, groups: [] });

const top = realpathSync(mkdtempSync(join(tmpdir(), 'sandbox-')));
const [home, work, temp, logs] = ['home', 'work', 'temp', 'logs'].map((name) => join(top, name)) as [
  string,
  string,
  string,
  string,
];
const env = {
  HOME: home,
  PATH: `${join(home, '.cargo', 'bin')}:${process.env.PATH}`,
  RUNNER_TEMP: temp,
  TMUX_TMPDIR: top,
  MARK: `${top}/`,
};

// What works is asked before the tests, with all this in place.
const files = {
  [join(home, '.ssh', 'id')]: 'the key',
  [join(home, '.netrc')]: 'the password',
  [join(home, '.bashrc')]: '# mine\n',
  [join(home, '.m2', 'settings.xml')]: 'mine too',
  [join(home, '.cargo', 'bin', 'tmux')]: 'a program',
  [join(home, '.config', 'gh', 'token')]: 'a token',
  [join(home, '.claude', 'login')]: 'another agent',
  [join(home, '.local', 'share', 'opencode', 'auth.json')]: 'another one',
  [join(home, '.cache', 'git', 'credential', 'socket')]: '',
  [join(home, '.cache', 'object')]: 'of a package',
  [join(home, '.codex', 'auth.json')]: 'its own login',
  [join(temp, '_runner_file_commands', 'set_env')]: '',
  [join(logs, 'unit-1.jsonl')]: 'another spec',
  [join(work, 'code.txt')]: 'code',
  [join(top, `tmux-0`, 'default')]: '',
  [join(top, `tmux-${NOBODY}`, 'default')]: '',
};
for (const [path, text] of Object.entries(files)) {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
}
/** Other users can start it, also where the checkout is root's alone. */
const node = join(top, 'node');
copyFileSync(process.execPath, node);
chmodSync(top, 0o755);
spawnSync('chmod', ['-R', 'a+rwX', top]);
/** Beside what the tests look at. */
const loans = createLoans({ RUNNER_TEMP: join(top, 'records') });
mkdirSync(join(top, 'records'));
afterAll(() => loans.close());
afterAll(() => rmSync(top, { recursive: true, force: true }));

/** Another user would not see what lies in folders of the one who runs the tests. */
function placeAs(uid: number, options: PlaceOptions): IsolatedPlace {
  const read = readPlace(options);
  const place = { ...read, programFolders: read.programFolders.filter((folder) => folder.startsWith(top)) };
  return uid === own ? place : { ...place, ownFiles: [], ownFolders: [logs] };
}

const mechanismOf = (name: string) => mechanisms.find((one) => one.name === name) ?? mechanisms[0];

/** Starts programs with the command of a sandbox, and leaves it. */
async function inSandbox<T>(
  { name, uid, policy }: { name: string; uid: number; policy: IsolationPolicy },
  act: (command: readonly string[]) => T | Promise<T>,
): Promise<T> {
  const mechanism = mechanismOf(name);
  const user = mechanism?.user?.(machineOf(uid));
  const enter = () => act([...as(uid), ...(mechanism?.command(policy, machineOf(uid), null) ?? [])]);
  if (user === undefined) return enter();
  const letGo = await alone('users');
  try {
    await loans.ready(() => {});
    loans.take(policy, user);
    return await enter();
  } finally {
    await loans.giveBack();
    await letGo();
  }
}

function policyOf(uid: number, strength: Strength, backend: string | null = 'codex'): IsolationPolicy {
  const facts = { env, home, workdir: work, dist: join(top, 'dist'), cacheDir: join(top, 'cache'), logs, uid };
  const place = placeAs(uid, { ...facts, runnerFiles: [], backends });
  return isolationPolicy(place, { strength, backend, allow: [], writable: [] }, findPath);
}

function runIn(name: string, uid: number, strength: Strength, script: string, backend: string | null = 'codex') {
  return inSandbox({ name, uid, policy: policyOf(uid, strength, backend) }, ([program = '', ...args]) =>
    spawnSync(program, [...args, 'sh', '-c', script], { cwd: work, env, encoding: 'utf8' }),
  );
}

/** The mechanisms that work here, each as each user. */
const offered = users.flatMap((uid) =>
  mechanisms
    .filter((mechanism) => mechanism.obstacle({ sudo: false, strength: 'auto' }, machineOf(uid)) === null)
    .map(({ name }) => [name, uid === 0 ? 'root' : 'a user', uid] as const),
);
const works = await Promise.all(offered.map(([name, , uid]) => runIn(name, uid, 'auto', 'true')));
const working = offered.filter((_, at) => works[at]?.status === 0);
const strict = working.filter(
  ([name, , uid]) => mechanismOf(name)?.obstacle({ sudo: false, strength: 'strict' }, machineOf(uid)) === null,
);
/** What ends by itself when its starter does. */
const bound = strict;
const strengths = (name: string) =>
  strict.some(([one]) => one === name) ? (['auto', 'strict'] as const) : (['auto'] as const);

test('the machine offers a sandbox where one is required', () => {
  if (process.env.REQUIRE_ISOLATION === '1') expect(working).not.toEqual([]);
  expect(mechanisms.map(({ name }) => name)).toEqual(['bwrap', 'user-namespace', 'root-namespace', 'another-user']);
});

test('SECURITY.md has the table of what holds, as npm run security:table writes it', () => {
  const page = readFileSync(resolve(import.meta.dirname, '../../../SECURITY.md'), 'utf8');
  expect(page).toContain(sandboxTable(mechanisms.map(({ name }) => name)));
});

/** The kernel ends what is left, and may take a moment. */
const gone = () =>
  until(
    () => processesOf(top),
    (left) => left.length === 0,
    () => 'nothing of the program is left',
  );

test.each(working)('%s holds a hostile program of %s', async (name, _, uid) => {
  const { stdout, stderr, status } = await runIn(name, uid, 'auto', hostileScript(work, temp, logs, top));
  const seen = Object.fromEntries(
    stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split(': ', 2)),
  );
  expect({ seen, status, stderr: seen.work === undefined ? stderr : '' }).toEqual({
    seen: Object.fromEntries(
      rows.map(({ name: what, printed, leftOpenBy }) => [what, leftOpenBy === name ? seen[what] : printed]),
    ),
    status: 0,
    stderr: '',
  });
  expect(readFileSync(join(home, '.bashrc'), 'utf8')).toBe('# mine\n');
  expect(readFileSync(join(temp, '_runner_file_commands', 'set_env'), 'utf8')).toBe('');
});

test.each(strict)('%s lets %s write the work alone under strict', async (name, _, uid) => {
  const script = `
for path in ${work}/new relative ${home}/.codex/new ${home}/new ${temp}/new ${logs}/new /etc/new /usr/new /dev/shm/${basename(top)} /tmp/${basename(top)}-new; do
  if : >$path; then echo $path; fi
done 2>/dev/null`;
  const { stdout } = await runIn(name, uid, 'strict', script);
  const paths = stdout.split('\n').filter((path) => path !== '');
  const written = paths.map((path) => join(path.startsWith('/') ? '/' : work, path)).filter((path) => existsSync(path));
  expect(written).toEqual([join(work, 'new'), join(work, 'relative'), join(home, '.codex', 'new')]);
  for (const path of written) rmSync(path);
});

/** Each mechanism that works, as each user, under each strength that it has. */
const everyWay = working.flatMap(([name, user, uid]) =>
  strengths(name).map((strength) => [name, strength, user, uid] as const),
);

test.each(everyWay)(
  '%s under %s shows settings within a cache to %s, and keeps them',
  async (name, strength, _, uid) => {
    const settings = join(home, '.m2', 'settings.xml');
    const script = `cat ${settings}; (echo evil >${settings}) 2>/dev/null || printf ' kept'; : >${home}/.m2/new`;
    expect((await runIn(name, uid, strength, script)).stdout).toBe('mine too kept');
    expect([readFileSync(settings, 'utf8'), existsSync(join(home, '.m2', 'new'))]).toEqual(['mine too', true]);
    rmSync(join(home, '.m2', 'new'));
  },
);

test.each(bound)('%s keeps settings of %s where there is nothing to hide', async (name, _, uid) => {
  const bashrc = join(home, '.bashrc');
  const policy = { ...policyOf(uid, 'auto'), hidden: [], readOnly: [bashrc], pinned: [home] };
  const { stdout, stderr } = await inSandbox({ name, uid, policy }, ([program = '', ...args]) =>
    spawnSync(program, [...args, 'sh', '-c', `(echo evil >${bashrc}) 2>/dev/null || echo kept`], {
      ...{ cwd: work, env, encoding: 'utf8' },
    }),
  );
  expect([stdout, stderr, readFileSync(bashrc, 'utf8')]).toEqual(['kept\n', '', '# mine\n']);
});

/** As a runner of GitHub's has one; only root can mount it. */
const DISKS = 'for path in /mnt /mnt/disk; do mkdir -p $path; mount -t tmpfs -o mode=1777 disk $path; done; exec "$@"';

(own === 0 ? test : test.skip).each(strict)(
  '%s has %s write to no disk below /mnt under strict',
  async (name, _, uid) => {
    const script = 'for path in /mnt /mnt/disk; do [ ! -d $path ] || (: >$path/new) 2>/dev/null || echo kept; done';
    const { stdout } = await inSandbox({ name, uid, policy: policyOf(uid, 'strict') }, (command) =>
      spawnSync('unshare', ['--mount', 'sh', '-c', DISKS, 'sh', ...command, 'sh', '-c', script], {
        ...{ cwd: work, env, encoding: 'utf8' },
      }),
    );
    expect(stdout).toBe('kept\nkept\n');
  },
);

test.each(
  working.flatMap(([name, user, uid]) =>
    strengths(name).flatMap((strength) =>
      ['gemini', null].map((backend) => [name, strength, backend ?? 'verify', user, uid, backend] as const),
    ),
  ),
)('%s under %s keeps sessions from %s, as %s', async (name, strength, _, __, uid, backend) => {
  const stores = [join(home, '.codex', 'auth.json'), join(home, '.claude', 'login')];
  const before = stores.map((path) => readFileSync(path, 'utf8'));
  const script = stores.map(
    (path) => `(echo evil >>${path}; echo evil >${path}.new; mv ${path}.new ${path}; rm -f ${path})`,
  );
  const { status } = await runIn(
    name,
    uid,
    strength,
    `${script.join('\n')} 2>/dev/null\n: >reached; rm reached`,
    backend,
  );
  expect([status, stores.map((path) => readFileSync(path, 'utf8'))]).toEqual([0, before]);
  expect(stores.map((path) => existsSync(`${path}.new`))).toEqual([false, false]);
});

test.each(
  working.flatMap(([name, user, uid]) =>
    uid === own ? strengths(name).map((strength) => [name, strength, user, uid] as const) : [],
  ),
)(
  '%s under %s hides the keys of runs that come later, and leaves nothing of those that go, as %s',
  async (name, strength, _, uid) => {
    makeTempParents(env);
    const gone = createTempFolder('seq-', [temp]);
    const policy = policyOf(uid, strength);
    removeTempFolder(gone);
    const key = join(createTempFolder('sequential-signing-', [temp]), 'key');
    const shown = join(createTempFolder('seq-', [temp], 'shown'), 'policy');
    for (const path of [key, shown]) writeFileSync(path, 'kept');
    const script = `cat ${key}; echo evil >${key}; cat ${shown}; echo evil >${shown}; rm -rf ${tempParent(temp, 'hidden')} ${tempParent(temp, 'shown')}`;
    const { stdout } = await inSandbox({ name, uid, policy }, ([program = '', ...args]) =>
      spawnSync(program, [...args, 'sh', '-c', script], { cwd: work, env, encoding: 'utf8' }),
    );
    expect(stdout).toBe('kept');
    expect([key, shown].map((path) => readFileSync(path, 'utf8'))).toEqual(['kept', 'kept']);
    expect(readdirSync(tempParent(temp, 'hidden'))).toEqual([basename(dirname(key))]);
    for (const path of [key, shown]) rmSync(dirname(path), { recursive: true });
  },
);

test.each(working)('%s ends with the program whatever it left, as %s', async (name, _, uid) => {
  const left = 'env -i MARK="$MARK" setsid setsid sh -c ": >left; sleep 300 & sleep 300" >/dev/null 2>&1 &';
  const { status } = await runIn(name, uid, 'auto', `${left}\nuntil [ -e left ]; do :; done; rm left; exit 7`);
  expect(status).toBe(7);
  await gone();
});

/** Starts a script in a sandbox, and asks it to end once it is ready. */
async function endReady(name: string, uid: number, script: string, hasLauncher: boolean): Promise<void> {
  await inSandbox({ name, uid, policy: policyOf(uid, 'auto') }, async ([program = '', ...args]) => {
    const child = spawn(program, [...args, 'sh', '-c', script], {
      cwd: work,
      env,
      stdio: 'ignore',
      detached: true,
    });
    await until(
      () => existsSync(join(work, 'ready')),
      (isReady) => isReady,
      () => 'it has started',
    );
    const tag = { variable: `MARK=${env.MARK}`, limits: null };
    const sandboxed = mechanismOf(name)?.user === undefined;
    await endProcesses({ leader: child.pid ?? null, tag, sandboxed, hasLauncher }, 20_000);
  });
  rmSync(join(work, 'ready'));
}

test.each(working)('%s gives what a launcher of %s started the time to write', async (name, _, uid) => {
  // A launcher ends at once, and takes the sandbox with it.
  const inner = 'trap "sleep 0.1; echo written >late; exit" TERM; : >ready; while :; do sleep 0.01; done';
  await endReady(name, uid, `sh -c '${inner}' & wait`, true);
  expect(readFileSync(join(work, 'late'), 'utf8')).toBe('written\n');
  rmSync(join(work, 'late'));
});

test.each(working)('%s asks an agent of %s with its tool, and it begins no other', async (name, _, uid) => {
  await endReady(name, uid, `trap 'exit' TERM; sh -c ': >ready; exec sleep 300'; echo more >next`, false);
  expect(existsSync(join(work, 'next'))).toBe(false);
});

test.each(bound)('%s ends when its starter is killed, as %s', async (name, _, uid) => {
  // The first process of a sandbox binds itself to its starter while the program already runs.
  const script = 'i=0; while [ $i -lt 100 ]; do i=$((i+1)); /bin/true; done; echo on; sleep 300; :';
  const command = mechanismOf(name)?.command(policyOf(uid, 'auto'), machineOf(uid), null) ?? [];
  const [program = '', ...args] = [...as(uid), ...command, 'sh', '-c', script];
  const child = spawn(program, args, { cwd: work, env, stdio: ['ignore', 'pipe', 'ignore'] });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  const ended = new Promise((resolve) => child.stdout.once('close', resolve));
  child.kill('SIGKILL');
  // Its standard output is open as long as anything of it lives.
  await ended;
  await gone();
});

/** A terminal that somebody has open. */
const terminal = spawn('script', ['-qfc', 'tty; sleep 300', '/dev/null'], { stdio: ['pipe', 'pipe', 'ignore'] });
afterAll(() => void terminal.kill('SIGKILL'));
const tty = await new Promise<string>((resolve) =>
  terminal.stdout.once('data', (text: Buffer) => resolve(text.toString().trim())),
);

test.each(everyWay)('%s under %s hides the terminals of a person from %s', async (name, strength, _, uid) => {
  expect(tty).toMatch(/^\/dev\/pts\/\d+$/);
  // What is read is the empty device.
  const script = `if [ -r ${tty} ] && [ "$(stat -c %t:%T ${tty})" != 1:3 ]; then echo open; fi; echo asked`;
  expect((await runIn(name, uid, strength, script)).stdout).toBe('asked\n');
});

test.each(everyWay)('%s under %s has terminals of its own for %s', async (name, strength, _, uid) => {
  const script = `exec script -qec 'printf "it is " >/dev/tty; tty' /dev/null`;
  expect((await runIn(name, uid, strength, script)).stdout).toMatch(/^it is \/dev\/pts\/\d+\s*$/);
});

test.each(everyWay.filter(([name]) => name !== 'another-user'))(
  '%s under %s has a tmux of its own for %s',
  async (name, strength, _, uid) => {
    const script = 'SHELL=/bin/sh tmux new-session -d "sleep 300" && tmux list-sessions -F running; tmux kill-server';
    expect((await runIn(name, uid, strength, script)).stdout).toBe('running\n');
  },
);

test.each(everyWay)(
  '%s under %s shows no disk to %s, and the devices of every program',
  async (name, strength, _, uid) => {
    const script =
      'for path in /dev/*; do if [ -b "$path" ] && [ -r "$path" ]; then echo "$path"; fi; done; head -c 1 /dev/zero | wc -c';
    expect((await runIn(name, uid, strength, script)).stdout).toBe('1\n');
  },
);

test.each(everyWay.filter(([, strength]) => strength === 'strict'))(
  '%s under %s has no device made, changed or removed by %s',
  async (name, strength, _, uid) => {
    const made = `/dev/${basename(top)}`;
    await runIn(name, uid, strength, `: >${made}; mkdir ${made}.d`);
    const left = [made, `${made}.d`].filter((path) => existsSync(path));
    for (const path of left) rmSync(path, { recursive: true });
    expect(left).toEqual([]);
  },
);

/** Exits with 0 where somebody answers. */
const CONNECT =
  'require("net").connect(process.argv[1]).on("connect", () => process.exit(0)).on("error", () => process.exit(1))';

test.each(working)('%s hides docker’s socket from %s', async (name, _, uid) => {
  const socket = join(top, 'docker.sock');
  const server = createServer((connection) => connection.end()).listen(socket);
  await new Promise((resolve) => server.once('listening', resolve));
  chmodSync(socket, 0o777);
  const facts = { ...env, DOCKER_HOST: `unix://${socket}` };
  const place = placeAs(uid, {
    ...{ env: facts, home, workdir: work, dist: top, cacheDir: top, logs, uid, runnerFiles: [], backends },
  });
  const connects = (allow: readonly string[]) => {
    const policy = isolationPolicy(
      { ...place, ownPrograms: [] },
      { strength: 'auto', backend: null, allow, writable: [] },
      findPath,
    );
    return inSandbox(
      { name, uid, policy },
      ([program = '', ...args]) => spawnSync(program, [...args, node, '-e', CONNECT, socket], { cwd: '/', env }).status,
    );
  };
  expect([await connects([]), await connects(['docker'])]).toEqual([1, 0]);
  await new Promise((resolve) => server.close(resolve));
});
