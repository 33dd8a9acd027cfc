import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Writable } from 'node:stream';
import { createProgram } from '../../src/app/cli/program.ts';
import * as flags from '../../src/inputs/flags.ts';
import { errorReport } from '../../src/report/error-report.ts';
import { createCheckoutFinder } from '../../src/repository/git/checkout.ts';
import { version } from '../../src/version.ts';
import { compileCache } from '../harness/compile-cache.ts';
import { copyOf } from '../harness/copy-of.ts';

export { until } from '../harness/until.ts';

export const dist = resolve(import.meta.dirname, '..', '..', process.env.SEQUENTIAL_DIST ?? 'dist');

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A git repository of a person, with specs in it; everything of it lies in one temporary folder. */
export class Workplace {
  readonly top = mkdtempSync(join(tmpdir(), 'seq-cli-'));
  readonly repo = join(this.top, 'repo');
  readonly env: Record<string, string>;

  constructor(specs: Readonly<Record<string, string>>) {
    this.env = {
      PATH: process.env.PATH ?? '',
      HOME: join(this.top, 'home'),
      SHELL: '/bin/sh',
      GIT_AUTHOR_NAME: 'Someone',
      GIT_AUTHOR_EMAIL: 'someone@example.org',
      GIT_COMMITTER_NAME: 'Someone',
      GIT_COMMITTER_EMAIL: 'someone@example.org',
      GIT_CONFIG_GLOBAL: '/dev/null',
      TMPDIR: join(this.top, 'tmp'),
      TMUX_TMPDIR: this.top,
      ...compileCache,
    };
    mkdirSync(join(this.top, 'home'));
    mkdirSync(join(this.top, 'tmp'));
    copyOf(JSON.stringify(specs), this.repo, () => {
      for (const [name, tasks] of Object.entries(specs)) this.write(`.kiro/specs/${name}/tasks.md`, tasks);
      this.git('init', '-q', '-b', 'main');
      this.commit('start');
    });
  }

  git(...args: string[]): string {
    return execFileSync('git', ['-c', 'maintenance.auto=false', ...args], {
      cwd: this.repo,
      env: this.env,
      encoding: 'utf8',
    });
  }

  commit(message: string): void {
    this.git('add', '-A');
    this.git('commit', '-q', '--allow-empty', '-m', message);
  }

  write(path: string, content: string | Buffer): void {
    mkdirSync(dirname(join(this.repo, path)), { recursive: true });
    writeFileSync(join(this.repo, path), content);
  }

  read(path: string): string {
    return readFileSync(join(this.repo, path), 'utf8');
  }

  /** A file that an agent wrote beside the repository. */
  readBeside(path: string): string {
    return readFileSync(join(this.top, path), 'utf8');
  }

  has(path: string): boolean {
    return existsSync(join(this.repo, path));
  }

  /** An agent: a shell script that finds its prompt in `$prompt`. */
  agent(script: string): string {
    const path = join(this.top, 'agent.sh');
    writeFileSync(path, `prompt=$(cat)\n${script}\n`);
    return `sh ${path}`;
  }

  start(...given: string[]): ChildProcess & { readonly ended: Promise<Ended> } {
    const args = withIsolation(given);
    const child = spawn(process.execPath, [join(dist, 'cli.js'), ...args], { cwd: this.repo, env: this.env });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    const ended = new Promise<Ended>((done) => child.once('close', (code) => done({ code, stdout, stderr })));
    return Object.assign(child, { ended });
  }

  run(...args: string[]): Promise<Ended> {
    return this.start(...args).ended;
  }

  /** The same in this process, as src/cli.ts does it: a start of the bundle takes as long as most of what is asked here. */
  async call(...given: string[]): Promise<Ended> {
    const args = withIsolation(given);
    const [stdout, stderr] = [said(), said()];
    const { env, repo: cwd } = this;
    const context = { env, cwd, args, dist, stdin: process.stdin, stdout: stdout.stream, stderr: stderr.stream };
    let code: number | null = null;
    const setCode = (given: number) => {
      code = given;
    };
    try {
      const stop = new AbortController().signal;
      const findCheckout = createCheckoutFinder(env);
      await createProgram(version, { ...context, stop, findCheckout }, setCode, flags).parseAsync(args, {
        from: 'user',
      });
    } catch (error) {
      const { text, exitCode } = errorReport(error);
      stderr.stream.write(`${text}\n`);
      setCode(exitCode);
    }
    return { code, stdout: stdout.text(), stderr: stderr.text() };
  }

  close(): void {
    rmSync(this.top, { recursive: true, force: true });
  }
}

/** Agents of most stories tell their pids, or are looked at from outside: no sandbox, unless the story is about it. */
function withIsolation(args: readonly string[]): readonly string[] {
  const starts = ['run', 'resume'].includes(args[0] ?? '') && !args.includes('--isolation');
  return starts ? [...args, '--isolation', 'off'] : args;
}

/** A stream that is no terminal, and what was written to it. */
function said(): { readonly stream: NodeJS.WriteStream; text(): string } {
  let text = '';
  const stream = new Writable({
    write(chunk, _, done) {
      text += chunk;
      done();
    },
  });
  return { stream: stream as unknown as NodeJS.WriteStream, text: () => text };
}
