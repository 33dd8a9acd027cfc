import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { rehearsal } from '../../src/agents/backends/rehearsal/rehearsal.ts';
import type { AgentEvent, AgentRequest, Backend } from '../../src/agents/types.ts';
import { defaultTiming } from '../../src/terminal/connection/pane-orders.ts';
import type { TerminalOptions } from '../../src/terminal/create-terminal.ts';
import type { AttemptRequest } from '../../src/terminal/types.ts';
import { compileCache } from '../harness/compile-cache.ts';

export type Kind = 'tmux' | 'plain';

/** Any shell script as an agent that prints our own events as JSON lines. */
export const scripted: Backend = {
  ...rehearsal,
  command: (_program, order) => ({ argv: ['sh', '-c', order.options.script ?? ''], env: {}, stdin: order.prompt }),
};

/** A shell command that prints these events. */
export function print(...events: AgentEvent[]): string {
  const quoted = events.map((event) => `'${JSON.stringify(event).replaceAll("'", `'\\''`)}'`);
  return `printf '%s\\n' ${quoted.join(' ')}`;
}

export const finished: AgentEvent = { kind: 'finished', ok: true, finalMessage: 'all done', error: null };

/** Options for a terminal that keeps to `folder`, its tmux server too. */
export function optionsIn(
  folder: string,
  kind: Kind,
  paneScript: string,
  more: Partial<TerminalOptions> = {},
): TerminalOptions {
  for (const name of ['tmux', 'temp', 'logs', 'work']) mkdirSync(join(folder, name), { recursive: true });
  return {
    mode: kind === 'tmux' ? 'require' : 'off',
    session: null,
    spec: 'my-feature',
    specFolder: join(folder, 'work'),
    runId: '1',
    node: process.execPath,
    paneScript,
    tempPlaces: [join(folder, 'temp')],
    logDir: join(folder, 'logs'),
    secrets: [],
    program: (name) => name,
    notice: () => {},
    backends: [scripted],
    ...more,
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      LANG: 'C.UTF-8',
      SHELL: '/bin/sh',
      ...compileCache,
      ...more.env,
      TMUX_TMPDIR: join(folder, 'tmux'),
    },
    timing: { ...defaultTiming, killMs: 300, ...more.timing },
  };
}

export function orderIn(folder: string, script: string, more: Partial<AgentRequest> = {}): AgentRequest {
  return {
    prompt: 'do it',
    session: null,
    model: null,
    sandbox: 'full',
    extraArgs: [],
    workdir: join(folder, 'work'),
    options: { script },
    ...more,
  };
}

export function attemptIn(folder: string, script: string, more: Partial<AttemptRequest> = {}): AttemptRequest {
  return {
    backend: 'rehearsal',
    order: orderIn(folder, script),
    window: 'task-1.2',
    title: 'Build the parser',
    attempt: 1,
    maxAttempts: 3,
    timeoutMs: 600_000,
    idleTimeoutMs: 600_000,
    allowEnv: [],
    ...more,
  };
}
