import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import type { AgentEvent, AgentReport, AgentRequest } from '../../src/agents/types.ts';
import { createTerminal, type TerminalOptions } from '../../src/terminal/create-terminal.ts';
import { listProcesses } from '../../src/terminal/process/processes.ts';
import type { AttemptRequest, Terminal } from '../../src/terminal/types.ts';
import { tempLeft } from '../harness/place/temp-left.ts';
import { hasTmux } from '../harness/real-windows.ts';
import { attemptIn, type Kind, optionsIn, orderIn } from './attempt-options.ts';
import { compilePane } from './compiled-pane.ts';

export { until } from '../harness/until.ts';
export { finished, type Kind, print, scripted } from './attempt-options.ts';

/** Where there is no tmux, everything is shown without it. */
export const kinds: readonly Kind[] = hasTmux ? ['tmux', 'plain'] : ['plain'];

const paneFolder = mkdtempSync(join(tmpdir(), 'pane-'));
export const paneScript = compilePane(paneFolder);
afterAll(() => rmSync(paneFolder, { recursive: true }));

/** A place of its own for one test: folders, a tmux server that nobody else uses, a terminal. */
export interface Stage {
  readonly terminal: Terminal;
  readonly folder: string;
  readonly options: TerminalOptions;
  /** What was said and seen so far. */
  readonly notices: string[];
  readonly events: AgentEvent[];
  order(script: string, more?: Partial<AgentRequest>): AgentRequest;
  run(script: string, more?: Partial<AttemptRequest>, stop?: AbortSignal): Promise<AgentReport>;
  tmux(...args: string[]): string;
  /** Fails if the terminal left a file behind. */
  close(): Promise<void>;
}

export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'tt-'));
}

/** A tmux client of the server in `folder`. */
export function tmuxIn(folder: string): (...args: string[]) => string {
  const env = { ...process.env, TMUX_TMPDIR: join(folder, 'tmux') };
  return (...args) => execFileSync('tmux', args, { env, encoding: 'utf8', stdio: 'pipe' }).trimEnd();
}

export async function openStage(
  kind: Kind,
  more: Partial<TerminalOptions> = {},
  folder: string = newFolder(),
): Promise<Stage> {
  const notices: string[] = [];
  const events: AgentEvent[] = [];
  const options = optionsIn(folder, kind, paneScript, { notice: (text) => notices.push(text), ...more });
  const terminal = await createTerminal(options);
  const tmux = tmuxIn(folder);
  return {
    terminal,
    folder,
    notices,
    events,
    options,
    tmux,
    order: (script, order) => orderIn(folder, script, order),
    run: (script, attempt, stop = new AbortController().signal) =>
      terminal.run(attemptIn(folder, script, attempt), (event) => events.push(event), stop),
    async close() {
      await terminal.close();
      const left = tempLeft(join(folder, 'temp'));
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

/** Processes that carry `NAME=value` in their environment. */
export async function carrying(marker: string): Promise<number[]> {
  return (await listProcesses({ variable: marker, limits: null })).filter(({ tagged }) => tagged).map(({ pid }) => pid);
}
