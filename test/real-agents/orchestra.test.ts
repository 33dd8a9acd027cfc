import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { quote } from 'shlex';
import { listProcesses } from '../../src/terminal/process/processes.ts';
import { type Cli, clis } from './clis.ts';
import { watchOutside } from './outside.ts';
import { startModelServer } from './server/model-server.ts';
import { say, shell, type Turn } from './server/turns.ts';
import { describeCli } from './stories.ts';

const dist = process.env.SEQUENTIAL_DIST ?? resolve(import.meta.dirname, '..', '..', 'dist');

const tasks = `# Implementation Plan

- [ ] 1. Lay the table
  - [ ] 1.1 Put out the plates
- [ ] 2. Cook the soup
- [ ] 3. Serve it
`;

/** The model assigns each unit, then has the agent write one file, then says done. */
const evening: readonly Turn[] = ['plates', 'soup', 'served'].flatMap((name) => [
  say('{"type": "code", "owner_agent": "codex"}'),
  shell(`printf '${name}\\n' > ${name}.txt`),
  say(`Wrote ${name}.txt.\n<promise>TASK_DONE</promise>`),
]);

for (const cli of ['codex', 'claude'] as const) {
  await describeCli(cli, (program) => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), `orchestra-${cli}-`));
      for (const name of ['home', 'tmux', 'work/.kiro/specs/supper'])
        mkdirSync(join(folder, name), { recursive: true });
      writeFileSync(join(folder, 'work/.kiro/specs/supper/tasks.md'), tasks);
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

    test('carries a spec of three units to its end in tmux, each unit in a commit', async () => {
      const told = await orchestrate(cli, program, folder);
      expect(told.stderr).toBe('');
      expect(told.code).toBe(0);
      const { git, work } = told;

      const log = git('log', '--reverse', '--format=%s%n%(trailers:key=Task,key=Backend,separator=%x2C)');
      expect(log.trim().split('\n')).toEqual([
        'chore: a spec',
        '',
        'feat(supper): lay the table',
        `Task: 1,Backend: ${cli}`,
        'feat(supper): cook the soup',
        `Task: 2,Backend: ${cli}`,
        'feat(supper): serve it',
        `Task: 3,Backend: ${cli}`,
      ]);
      expect(git('status', '--porcelain')).toBe('');
      expect(git('show', '--stat', '--format=', 'HEAD~1')).toContain('soup.txt');
      for (const name of ['plates', 'soup', 'served']) {
        expect(readFileSync(join(work, `${name}.txt`), 'utf8')).toBe(`${name}\n`);
      }
      expect(readFileSync(join(work, '.kiro/specs/supper/tasks.md'), 'utf8')).toBe(tasks.replaceAll('[ ]', '[x]'));
      const state = JSON.parse(readFileSync(join(work, '.kiro/specs/SEQUENTIAL_STATE.json'), 'utf8')).specs.supper;
      expect(state.completed_at).not.toBeNull();
      expect(state.assignments['2']).toEqual({ type: 'code', owner_agent: 'codex', source: cli });
      expect(state.units['3']).toMatchObject({ status: 'completed', attempts: 1, backend: cli });
      expect(state.units['3'].tokens).toBeGreaterThan(0);

      // Nine turns: no unit was asked for twice, and each one's prompt names it.
      const prompts = told.seen.map(({ body }) => body);
      expect(prompts).toHaveLength(evening.length);
      expect(prompts[4]).toContain('Cook the soup');
      expect({ outside: told.outside, left: told.left }).toEqual({ outside: [], left: [] });
    });
  });
}

async function orchestrate(cli: Cli, program: string, folder: string) {
  const server = await startModelServer(evening);
  const mark = randomUUID();
  const watch = await watchOutside(mark);
  const loopback = clis[cli].loopback(server.url, join(folder, 'home'));
  const work = join(folder, 'work');
  const env = {
    // Not this process's own PATH alone: the CLI is found as a user's would be.
    PATH: `${dirname(program)}:${process.env.PATH}`,
    HOME: join(folder, 'home'),
    LANG: 'C.UTF-8',
    // A tmux server of its own, which ends with the story.
    TMUX_TMPDIR: join(folder, 'tmux'),
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_AUTHOR_NAME: 'A Person',
    GIT_AUTHOR_EMAIL: 'person@example.com',
    GIT_COMMITTER_NAME: 'A Person',
    GIT_COMMITTER_EMAIL: 'person@example.com',
    ...watch.env,
    ...loopback.env,
  };
  const git = (...args: string[]): string => execFileSync('git', args, { cwd: work, env, encoding: 'utf8' });
  git('init', '-q', '-b', 'main');
  git('add', '.');
  git('commit', '-q', '-m', 'chore: a spec');
  const args = [
    ...['run', '--spec', 'supper', '--backend', cli, '--checkpoint', 'commit', '--tmux', 'require', '--delay', '0s'],
    ...(loopback.args ? ['--agent-args', `${cli}: ${loopback.args.map(quote).join(' ')}`] : []),
    ...(loopback.model ? ['--model', loopback.model, '--assign-model', loopback.model] : []),
    ...(loopback.allowEnv ? ['--agent-env', loopback.allowEnv.join(',')] : []),
  ];
  try {
    const { code, stdout, stderr } = await run([join(dist, 'cli.js'), ...args], { cwd: work, env });
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
