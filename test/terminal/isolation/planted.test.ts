import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  createIsolation,
  type Isolation,
  type IsolationOptions,
  leaveSandbox,
} from '../../../src/terminal/isolation/isolation.ts';
import { findMachine } from '../../../src/terminal/isolation/mechanisms/choose-mechanism.ts';
import { readPlace } from '../../../src/terminal/isolation/policy/isolated-place.ts';

/** What an agent leaves in the home, so that the sandbox of the next one breaks, covers the wrong thing, or is none. */

let folder: string;
let home: string;
let work: string;
let env: Record<string, string>;
let notices: string[];
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'planted-')));
  [home, work, notices] = [join(folder, 'home'), join(folder, 'work'), []];
  for (const path of [home, work, join(home, '.cache'), join(home, '.local', 'bin')])
    mkdirSync(path, { recursive: true });
  mkdirSync(join(home, '.ssh'));
  writeFileSync(join(home, '.ssh', 'id'), 'the key');
  env = { PATH: `${join(home, '.local', 'bin')}:${process.env.PATH}`, HOME: home };
});
afterEach(() => rmSync(folder, { recursive: true }));

const OTHERS = { runnerFiles: [], backends: [], uid: process.getuid?.() ?? -1 };

const ways: Readonly<Record<string, typeof findMachine>> = {
  bubblewrap: findMachine,
  namespaces: async (given) => {
    const machine = await findMachine(given);
    return { ...machine, programs: { ...machine.programs, bwrap: null } };
  },
};

function open(more: Partial<IsolationOptions> = {}): Isolation {
  return createIsolation({
    ...{ strength: 'auto', allow: [], writable: [], env, home, workdir: work, dist: join(folder, 'dist') },
    ...{ cacheDir: join(folder, 'cli'), logs: join(folder, 'logs'), runnerFiles: [], backends: [] },
    uid: process.getuid?.() ?? -1,
    notice: (text) => notices.push(text),
    announce: () => {},
    ...more,
  });
}

/** Runs a script as an agent would be; what it printed, or how its start ended. */
async function act(isolation: Isolation, script: string, isRepeated = false): Promise<string> {
  const entry = await isolation.enter(null);
  if (entry.kind !== 'sandbox') return entry.kind === 'refused' ? `refused: ${entry.reason}` : entry.kind;
  const started = entry.sandbox.start(env);
  const [program = '', ...args] = [...started.prefix, '/bin/sh', '-c', script];
  const { stdout, stderr, error } = spawnSync(program, args, { cwd: work, env: started.env, encoding: 'utf8' });
  await leaveSandbox(entry.sandbox, (text) => notices.push(text));
  // A terminal of somebody's may be closed between the look and the start: a run starts once more, too.
  const isBroken = stdout === '' && stderr !== '' && (await entry.sandbox.broke(stderr));
  if (isBroken && !isRepeated) return act(isolation, script, true);
  return `${stdout}${stdout === '' ? stderr : ''}${error?.message ?? ''}`;
}

const LOOK =
  'cat ~/.ssh/id 2>/dev/null || printf hidden; : >~/new && rm ~/new && printf " home"; : >new && printf " work"';

describe('a link that an agent puts in the place of what would be covered', () => {
  const links: readonly (readonly [link: string, script: string])[] = [
    ['.kube', 'ln -s /usr ~/.kube'],
    ['.docker/config.json', 'mkdir ~/.docker; ln -s /bin/sh ~/.docker/config.json'],
    ['.config/gh', 'mkdir ~/.config; ln -s /bin ~/.config/gh'],
    ['.azure', 'ln -s / ~/.azure'],
    ['.aws', 'ln -s /etc ~/.aws'],
    ['.netrc', 'ln -s /proc/self/environ ~/.netrc'],
    ['.git-credentials', 'ln -s /lib64 ~/.git-credentials'],
    ['.gnupg', 'ln -s ~ ~/.gnupg'],
    ['.lima', 'ln -s "$PWD" ~/.lima'],
    ['.colima', 'mkdir src; ln -s "$PWD/src" ~/.colima'],
    ['.bash_aliases', 'ln -s ~ ~/.bash_aliases'],
    ['.tmux', 'ln -s / ~/.tmux'],
    ['.zshrc', 'ln -s ~/.cache ~/.zshrc'],
    ['.cache/git/credential', 'mkdir -p ~/.cache/git; ln -s /usr ~/.cache/git/credential'],
  ];
  const rows = Object.keys(ways).flatMap((way) => links.map(([link, script]) => [link, way, script] as const));

  test.each(rows)(
    '%s is not followed in the run, nor by the next one, and is named, in %s',
    async (link, way, script) => {
      const find = ways[way] ?? findMachine;
      const run = open({ findMachine: find });
      await run.ready();
      expect(await act(run, `${script}; : >~/.cache/kept; echo made`)).toBe('made\n');
      const look = `${LOOK}; : >~/.cache/kept && printf " cache"`;
      expect(await act(run, look)).toBe('hidden home work cache');
      const next = open({ findMachine: find });
      const told = await next.ready();
      expect(await act(next, look)).toBe('hidden home work cache');
      const said = [...told, ...notices].filter(
        (text) => text.includes(join(home, link)) && text.includes('is a link to'),
      );
      expect(said).toHaveLength(2);
      expect(said[0]).toContain('Remove it unless it is yours');
    },
  );

  test.each(Object.keys(ways))('breaks no start under strict, in %s', async (way) => {
    const run = open({ strength: 'strict', findMachine: ways[way] ?? findMachine });
    await run.ready();
    await act(run, 'mkdir -p ~/.cache/git; ln -s /usr ~/.cache/git/credential; echo made');
    expect(await act(run, 'cat ~/.ssh/id 2>/dev/null || printf hidden; : >new && printf " work"')).toBe('hidden work');
  });

  test('is followed where a person had it before, wherever an agent has it lead later', async () => {
    mkdirSync(join(home, 'dot', 'aws'), { recursive: true });
    writeFileSync(join(home, 'dot', 'aws', 'credentials'), 'secret');
    symlinkSync(join(home, 'dot', 'aws'), join(home, '.aws'));
    const run = open();
    const look = 'cat ~/dot/aws/credentials 2>/dev/null || printf hidden';
    expect(await act(run, `rm ~/.aws; ln -s /usr ~/.aws; ${look}`)).toBe('hidden');
    rmSync(join(home, '.aws'));
    symlinkSync('/usr', join(home, '.aws'));
    expect(await act(run, look)).toBe('hidden');
  });
});

/** What agents make beside the home, below /tmp: a folder for each, removed whatever comes. */
const FLOOD = 5_000;

describe('a flood of what would be covered', () => {
  test('leaves a start as it was', async () => {
    const made: string[] = [];
    try {
      while (made.length < FLOOD) made.push(mkdtempSync('/tmp/ssh-'));
      const run = open();
      expect(await run.ready()).toEqual([]);
      expect(await act(run, LOOK)).toBe('hidden home work');
    } finally {
      for (const name of made) rmdirSync(name);
    }
  });

  test('hides the folder in which somebody’s agent listens all the same', async () => {
    const [listening, ...idle] = Array.from({ length: 200 }, () => mkdtempSync('/tmp/ssh-'));
    try {
      const agent = createServer().listen(join(listening ?? '', 'agent.1'));
      await new Promise((resolve) => agent.once('listening', resolve));
      const found = readPlace({
        ...OTHERS,
        env,
        home,
        workdir: work,
        dist: folder,
        cacheDir: folder,
        logs: folder,
      }).sshAgents;
      expect(found).toContain(listening);
      expect(found.length).toBeLessThan(200);
      await new Promise((resolve) => agent.close(resolve));
    } finally {
      for (const name of [listening ?? '', ...idle]) rmSync(name, { recursive: true, force: true });
    }
  });
});

describe('a program that an agent puts into a folder of PATH', () => {
  test('is no mechanism', async () => {
    const planted = join(home, '.local', 'bin', 'bwrap');
    writeFileSync(planted, '#!/bin/sh\n', { mode: 0o755 });
    const { programs } = await findMachine({ ...env, PATH: join(home, '.local', 'bin') });
    expect(programs.bwrap).not.toBe(planted);
  });

  test.each(['tmux', 'git', 'bwrap'])('%s is set aside, and said, where we would start it outside', async (name) => {
    const run = open();
    const planted = join(home, '.local', 'bin', name);
    expect(await act(run, `printf '#!/bin/sh\n' >${planted}; chmod +x ${planted}; echo made`)).toBe('made\n');
    expect(existsSync(planted)).toBe(false);
    expect(notices).toEqual([expect.stringMatching(new RegExp(`${planted}.*set aside`))]);
    expect(readFileSync(notices[0]?.match(/\S+set-aside/)?.[0] ?? '', 'utf8')).toBe('#!/bin/sh\n');
  });

  test('is none of ours where it is a folder of settings', async () => {
    const settings = join(home, '.config', 'git');
    expect(await act(open(), `mkdir -p ${settings}; echo made`)).toBe('made\n');
    expect(existsSync(settings)).toBe(true);
    expect(notices).toEqual([expect.stringMatching(new RegExp(`was created while it ran: ${settings}\\.`))]);
  });

  test('stays where it is none of ours', async () => {
    const tool = join(home, '.local', 'bin', 'my-tool');
    await act(open(), `: >${tool}; echo made`);
    expect([existsSync(tool), notices]).toEqual([true, []]);
  });
});

describe('modes that an agent changes', () => {
  test('are as they were for the folders that we need', async () => {
    spawnSync('git', ['init', '-q', work]);
    const run = open();
    for (const path of ['.config', '.local/state']) mkdirSync(join(home, path), { recursive: true });
    const paths = [home, join(home, '.cache'), join(home, '.config'), join(home, '.local'), work, join(work, '.git')];
    const before = paths.map((path) => statSync(path).mode);
    const script = [...paths]
      .reverse()
      .map((path) => `chmod 000 ${path}`)
      .join('; ');
    expect(await act(run, `${script}; echo made`)).toBe('made\n');
    expect(paths.map((path) => statSync(path).mode)).toEqual(before);
    expect(notices).toEqual([expect.stringMatching(/could not be entered or written .*: .*\/work\/\.git\b/)]);
    chmodSync(join(home, '.cache'), 0o755);
    await act(run, 'chmod 700 ~/.cache');
    expect(statSync(join(home, '.cache')).mode & 0o777).toBe(0o700);
  });
});
