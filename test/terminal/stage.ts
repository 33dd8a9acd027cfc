import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { rehearsal } from '../../src/agents/rehearsal.ts';
import type { AgentEvent, AgentReport, Backend } from '../../src/agents/types.ts';
import { createTerminal, type TerminalOptions } from '../../src/terminal/create.ts';
import { listProcesses } from '../../src/terminal/processes.ts';
import type { AttemptRun, Terminal } from '../../src/terminal/types.ts';

export type Kind = 'tmux' | 'plain';

const tmuxAvailable = (() => {
  try {
    execFileSync('tmux', ['-V'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/** Where there is no tmux, everything is shown without it. */
export const kinds: readonly Kind[] = tmuxAvailable ? ['tmux', 'plain'] : ['plain'];
export const tmuxKinds = kinds.filter((kind) => kind === 'tmux');

export const paneScript = resolve(import.meta.dirname, '../../src/pane.ts');

/** Any shell script as an agent that prints our own events as JSON lines. */
export const scripted: Backend = {
  ...rehearsal,
  command: (_program, order) => ({
    argv: ['sh', '-c', order.options.script ?? '', 'agent', ...order.extraArgs],
    env: {},
    stdin: order.prompt,
  }),
};

/** A shell command that prints these events. */
export function print(...events: AgentEvent[]): string {
  return events.map((event) => `printf '%s\\n' '${JSON.stringify(event).replaceAll("'", `'\\''`)}'`).join('\n');
}

export const finished: AgentEvent = { kind: 'finished', ok: true, finalMessage: 'all done', error: null };

/** A place of its own for one test: folders, a tmux server that nobody else uses, a terminal. */
export interface Stage {
  readonly terminal: Terminal;
  readonly folder: string;
  readonly notices: string[];
  readonly events: AgentEvent[];
  readonly options: TerminalOptions;
  run(script: string, more?: Partial<AttemptRun>, stop?: AbortSignal): Promise<AgentReport>;
  tmux(...args: string[]): string;
  close(): Promise<void>;
}

export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'tt-'));
}

export function optionsIn(folder: string, kind: Kind, more: Partial<TerminalOptions> = {}): TerminalOptions {
  for (const name of ['tmux', 'temp', 'logs', 'work']) mkdirSync(join(folder, name), { recursive: true });
  return {
    mode: kind === 'tmux' ? 'require' : 'off',
    session: null,
    spec: 'my-feature',
    runId: '1',
    node: process.execPath,
    paneScript,
    env: { PATH: process.env.PATH, HOME: folder, LANG: 'C.UTF-8', TMUX_TMPDIR: join(folder, 'tmux'), ...more.env },
    tempDir: join(folder, 'temp'),
    logDir: join(folder, 'logs'),
    secrets: [],
    program: (name) => name,
    notice: () => {},
    backend: () => scripted,
    timing: { killMs: 300, ...more.timing },
    ...Object.fromEntries(Object.entries(more).filter(([name]) => name !== 'env' && name !== 'timing')),
  };
}

export function attemptIn(folder: string, script: string, more: Partial<AttemptRun> = {}): AttemptRun {
  return {
    backend: 'rehearsal',
    order: {
      prompt: 'do it',
      session: null,
      model: null,
      sandbox: 'full',
      extraArgs: [],
      workdir: join(folder, 'work'),
      options: { script },
    },
    window: 'task-1.2',
    title: 'Build the parser',
    attempt: 1,
    attempts: 3,
    timeoutMs: 20_000,
    idleTimeoutMs: 20_000,
    allowEnv: [],
    ...more,
  };
}

export async function openStage(kind: Kind, more: Partial<TerminalOptions> = {}): Promise<Stage> {
  const folder = newFolder();
  const notices: string[] = [];
  const events: AgentEvent[] = [];
  const options = optionsIn(folder, kind, { notice: (text) => notices.push(text), ...more });
  const terminal = await createTerminal(options);
  const env = { ...process.env, TMUX_TMPDIR: join(folder, 'tmux') };
  const tmux = (...args: string[]) => execFileSync('tmux', args, { env, encoding: 'utf8', stdio: 'pipe' }).trimEnd();
  return {
    terminal,
    folder,
    notices,
    events,
    options,
    tmux,
    run: (script, attempt, stop = new AbortController().signal) =>
      terminal.run(attemptIn(folder, script, attempt), (event) => events.push(event), stop),
    async close() {
      await terminal.close();
      const left = readdirSync(join(folder, 'temp'));
      try {
        tmux('kill-server');
      } catch {
        // It ended with its last window.
      }
      rmSync(folder, { recursive: true, force: true });
      if (left.length > 0) throw new Error(`left behind: ${left.join(', ')}`);
    },
  };
}

/** Resolves when `condition` holds; fails, with what it saw last, when it does not in good time. */
export async function until<T>(look: () => T | Promise<T>, condition: (seen: T) => boolean, ms = 5_000): Promise<T> {
  const deadline = Date.now() + ms;
  for (;;) {
    const seen = await look();
    if (condition(seen)) return seen;
    if (Date.now() > deadline) throw new Error(`still not so after ${ms} ms: ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Processes that carry `NAME=value` in their environment. */
export async function carrying(marker: string): Promise<number[]> {
  return (await listProcesses(marker)).filter(({ marked }) => marked).map(({ pid }) => pid);
}
