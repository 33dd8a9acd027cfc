import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { listProcesses } from '../../src/terminal/process/processes.ts';
import { type Cli, clis, type Loopback } from './clis.ts';
import { watchOutside } from './outside.ts';
import { type ModelServer, startModelServer } from './server/model-server.ts';
import type { Turn } from './server/turns.ts';

/** The committed bundles; SEQUENTIAL_DIST names others while one works on them. */
const dist = process.env.SEQUENTIAL_DIST ?? resolve(import.meta.dirname, '..', '..', 'dist');

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A person's machine: a repository, CLIs and this program on the PATH, a tmux server, and a model that follows a script. */
export interface Desk {
  readonly work: string;
  readonly server: ModelServer;
  readonly loopbacks: ReadonlyMap<Cli, Loopback>;
  git(...args: string[]): string;
  run(argv: readonly string[], stdin?: string): Promise<Ended>;
  /** Contacts outside loopback, and processes that are left; tmux is the person's, and stays. */
  settle(): Promise<{ readonly outside: readonly string[]; readonly left: readonly number[] }>;
  close(): Promise<void>;
}

/** A folder for a desk: a home, a place for its tmux, and a repository-to-be with these files. */
export function makeStage(name: string, files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), `desk-${name}-`));
  for (const part of ['home', 'tmux', 'work', 'bin', 'tmp']) mkdirSync(join(folder, part));
  symlinkSync(join(dist, 'cli.js'), join(folder, 'bin', 'sequential-orchestration'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, 'work', path)), { recursive: true });
    writeFileSync(join(folder, 'work', path), text);
  }
  return folder;
}

export function removeStage(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** The files of the folder are the repository's first commit; all programs speak to one model, which follows `turns`. */
export async function openDesk(
  folder: string,
  programs: Partial<Readonly<Record<Cli, string>>>,
  turns: readonly Turn[],
): Promise<Desk> {
  const [home, tmux, work, bin] = ['home', 'tmux', 'work', 'bin'].map((name) => join(folder, name)) as [
    ...[string, string, string, string],
  ];
  const server = await startModelServer(turns);
  const mark = randomUUID();
  const watch = await watchOutside(mark);
  const names = Object.keys(programs) as Cli[];
  const loopbacks = new Map(names.map((cli) => [cli, clis[cli].loopback(server.url, home)]));
  // Not this process's own PATH alone: the CLIs are found as a user's would be.
  const PATH = [...Object.values(programs).map(dirname), bin, process.env.PATH].join(delimiter);
  // Some run commands in a login shell, which begins with the system's own PATH.
  writeFileSync(join(home, '.profile'), `export PATH='${PATH}'\n`);
  const env = {
    PATH,
    HOME: home,
    TMPDIR: join(folder, 'tmp'),
    LANG: 'C.UTF-8',
    // A tmux server of its own, which ends with the story.
    TMUX_TMPDIR: tmux,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_AUTHOR_NAME: 'A Person',
    GIT_AUTHOR_EMAIL: 'person@example.com',
    GIT_COMMITTER_NAME: 'A Person',
    GIT_COMMITTER_EMAIL: 'person@example.com',
    ...watch.env,
    ...Object.assign({}, ...[...loopbacks.values()].map(({ env }) => env)),
  };
  const git = (...args: string[]): string => execFileSync('git', args, { cwd: work, env, encoding: 'utf8' });
  git('init', '-q', '-b', 'main');
  git('add', '.');
  git('commit', '-q', '-m', 'chore: a spec');
  return {
    ...{ work, server, loopbacks, git },
    run: (argv, stdin = '') => runCommand(argv, stdin, { cwd: work, env }),
    async settle() {
      const outside = await watch.close();
      const processes = await listProcesses({ variable: `STORY_MARK=${mark}`, limits: null });
      const left = processes.filter(({ tagged, pid }) => tagged && !isTmux(pid)).map(({ pid }) => pid);
      return { outside, left };
    },
    async close() {
      await watch.close();
      await server.close();
      if (existsSync(join(tmux, `tmux-${process.getuid?.()}`))) spawnSync('tmux', ['kill-server'], { env });
    },
  };
}

function isTmux(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('tmux');
  } catch {
    return false;
  }
}

function runCommand(
  [command = '', ...args]: readonly string[],
  stdin: string,
  options: { cwd: string; env: NodeJS.ProcessEnv },
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, options);
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
    child.stdin.end(stdin);
  });
}
