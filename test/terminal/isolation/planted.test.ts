import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
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
async function act(isolation: Isolation, script: string): Promise<string> {
  const entry = await isolation.enter(null);
  if (entry.kind !== 'sandbox') return entry.kind === 'refused' ? `refused: ${entry.reason}` : entry.kind;
  const started = entry.sandbox.start(env);
  const [program = '', ...args] = [...started.prefix, '/bin/sh', '-c', script];
  const { stdout, stderr, error } = spawnSync(program, args, { cwd: work, env: started.env, encoding: 'utf8' });
  await leaveSandbox(entry.sandbox, (text) => notices.push(text));
  if (stdout === '' && stderr !== '') await entry.sandbox.broke();
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
