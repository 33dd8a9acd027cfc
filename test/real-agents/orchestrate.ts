import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { quote } from 'shlex';
import { listProcesses } from '../../src/terminal/process/processes.ts';
import { type Cli, clis } from './clis.ts';
import { watchOutside } from './outside.ts';
import { startModelServer } from './server/model-server.ts';
import type { Turn } from './server/turns.ts';

const dist = process.env.SEQUENTIAL_DIST ?? resolve(import.meta.dirname, '..', '..', 'dist');

/** A folder for one whole run: a home, a place for its tmux, and a repository with a spec. */
export function makeStage(name: string, tasks: string): string {
  const folder = mkdtempSync(join(tmpdir(), `orchestra-${name}-`));
  for (const part of ['home', 'tmux', 'work/.kiro/specs/supper']) mkdirSync(join(folder, part), { recursive: true });
  writeFileSync(join(folder, 'work/.kiro/specs/supper/tasks.md'), tasks);
  return folder;
}

export function removeStage(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Who plays: the CLIs that are on PATH, and the options of the run that name them. */
export interface Cast {
  readonly programs: Partial<Readonly<Record<Cli, string>>>;
  readonly args: (model: (cli: Cli) => string | undefined) => readonly string[];
}

/** The built product carries a spec out with real CLIs, against one model that follows `turns`. */
export async function orchestrate({ programs, args }: Cast, turns: readonly Turn[], folder: string) {
  const server = await startModelServer(turns);
  const mark = randomUUID();
  const watch = await watchOutside(mark);
  const names = Object.keys(programs) as Cli[];
  const home = join(folder, 'home');
  const loopbacks = new Map(names.map((cli) => [cli, clis[cli].loopback(server.url, home)]));
  const work = join(folder, 'work');
  const env = {
    // Not this process's own PATH alone: the CLIs are found as a user's would be.
    PATH: [...Object.values(programs).map(dirname), process.env.PATH].join(delimiter),
    HOME: home,
    LANG: 'C.UTF-8',
    // A tmux server of its own, which ends with the story.
    TMUX_TMPDIR: join(folder, 'tmux'),
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
  const agentArgs = [...loopbacks].flatMap(([cli, own]) =>
    own.args ? [`${cli}: ${own.args.map(quote).join(' ')}`] : [],
  );
  const agentEnv = [...loopbacks.values()].flatMap(({ allowEnv = [] }) => allowEnv);
  const command = [
    ...['run', '--spec', 'supper', '--checkpoint', 'commit', '--tmux', 'require', '--delay', '0s'],
    ...args((cli) => loopbacks.get(cli)?.model),
    ...(agentArgs.length === 0 ? [] : ['--agent-args', agentArgs.join('\n')]),
    ...(agentEnv.length === 0 ? [] : ['--agent-env', agentEnv.join(',')]),
  ];
  try {
    const { code, stdout, stderr } = await run([join(dist, 'cli.js'), ...command], { cwd: work, env });
    if (code !== 0) process.stderr.write(`${stdout}\n${stderr}\n`);
    const outside = await watch.close();
    const processes = await listProcesses({ variable: `STORY_MARK=${mark}`, limits: null });
    // The tmux server is the person's, and stays.
    const left = processes.filter(({ tagged, pid }) => tagged && !isTmux(pid)).map(({ pid }) => pid);
    return { code, stdout, stderr, work, git, seen: server.seen, outside, left };
  } finally {
    await watch.close();
    await server.close();
    if (existsSync(join(folder, 'tmux', `tmux-${process.getuid?.()}`))) {
      spawnSync('tmux', ['kill-server'], { env });
    }
  }
}

function isTmux(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('tmux');
  } catch {
    return false;
  }
}

function run(args: readonly string[], options: { cwd: string; env: NodeJS.ProcessEnv }) {
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    const child = spawn(process.execPath, args, options);
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('close', (code) => resolve({ code, stdout, stderr }));
    child.stdin.end();
  });
}
