import { randomBytes } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createCollector } from '../../agents/stream/collect.ts';
import type { AgentEvent, AgentReport, EndReason } from '../../agents/types.ts';
import { endProcesses } from './end-processes.ts';
import type { Wire } from './json-socket.ts';
import type { Launched, Launcher } from './launcher.ts';
import { MARKER, type Orders, type ToPane, writeOrders } from './pane-orders.ts';
import type { Switchboard } from './pane-server.ts';

/** What a pane takes beyond its grace to end an attempt when it is told to. */
const STOP_SLACK_MS = 2_500;
/** Without it the garbage of a million events grows a pane's memory past 200 MB before it is collected. */
const NODE_FLAGS = '--max-semi-space-size=4';

/** What all attempts of a run share. */
export interface Stage {
  readonly launcher: Launcher;
  readonly switchboard: Switchboard;
  /** Folder that only the user may enter. */
  readonly folder: string;
  readonly node: string;
  readonly paneScript: string;
}

export type Draft = Omit<Orders, 'token' | 'marker' | 'result' | 'socket'>;

/**
 * Has a pane carry out one attempt, and stays with it to the end. Whatever happens to the pane, no process of the
 * attempt is left, and there is a report.
 */
export async function runAttempt(
  stage: Stage,
  window: string,
  draft: Draft & { readonly socket: string },
  on: (event: AgentEvent) => void,
  stop: AbortSignal,
): Promise<AgentReport> {
  const startedAt = Date.now();
  const token = randomBytes(16).toString('hex');
  const marker = randomBytes(16).toString('hex');
  const ordersPath = join(stage.folder, `orders-${token.slice(0, 8)}.json`);
  const result = join(stage.folder, `report-${token.slice(0, 8)}.json`);
  const collector = createCollector();
  let pane: Wire<ToPane> | null = null;
  let panePid: number | null = null;
  let agentPid: number | null = null;

  /** Set by the first thing that ends the attempt; null: the pane hung up by itself. */
  let ended: (end: { end: EndReason; message: string } | null) => void = () => {};
  const over = new Promise<{ end: EndReason; message: string } | null>((resolve) => {
    ended = resolve;
  });
  /** The pane has reported itself, or it is all over. */
  const settled = new AbortController();
  const timers: NodeJS.Timeout[] = [];
  const after = (ms: number, what: () => void) => void timers.push(setTimeout(what, ms));
  const requestStop = () => {
    pane?.send({ kind: 'stop' });
    // A pane that does not answer any more is not waited for.
    after(draft.timing.killMs + STOP_SLACK_MS, () => ended({ end: 'cancelled', message: 'stopped' }));
  };
  const forget = stage.switchboard.expect(token, {
    connected(wire, pid) {
      pane = wire;
      panePid = pid;
      settled.abort();
      if (stop.aborted) pane.send({ kind: 'stop' });
    },
    on(message) {
      if (message.kind === 'agent') agentPid = message.pid;
      if (message.kind !== 'event') return;
      collector.on(message.event);
      on(message.event);
    },
    hungUp: () => ended(null),
  });

  let launched: Launched | null = null;
  try {
    if (stop.aborted) return report({ end: 'cancelled', message: 'stopped before it was started' });
    stop.addEventListener('abort', requestStop, { once: true });
    writeOrders(ordersPath, { ...draft, env: { ...draft.env, [MARKER]: marker }, token, marker, result });
    try {
      launched = await stage.launcher.launch([stage.node, NODE_FLAGS, stage.paneScript, ordersPath], window);
    } catch (error) {
      return report({ end: 'not-started', message: `the window could not be opened: ${(error as Error).message}` });
    }
    void launched.gone(settled.signal).then((printed) => {
      if (!settled.signal.aborted) ended({ end: 'not-started', message: `the pane did not start: ${printed.trim()}` });
    });
    after(draft.timing.startMs, () => {
      if (pane === null)
        ended({ end: 'not-started', message: `the pane did not report within ${draft.timing.startMs} ms` });
    });
    const cause = await over;
    // A short attempt may be over, its report written, before its pane was heard of.
    const written = cause?.end === 'cancelled' ? null : await readFile(result, 'utf8').catch(() => null);
    if (written !== null) return JSON.parse(written) as AgentReport;
    // No report: whoever ended the pane did not end the agent.
    await clear(launched);
    return report(cause ?? { end: 'window-closed', message: 'its window was closed, or its pane was killed' });
  } finally {
    forget();
    settled.abort();
    stop.removeEventListener('abort', requestStop);
    for (const timer of timers) clearTimeout(timer);
    await Promise.all([ordersPath, result].map((path) => rm(path, { force: true })));
  }

  async function clear(window: Launched): Promise<void> {
    if (panePid !== null) killHard(panePid);
    await window.close();
    await endProcesses({ leader: agentPid, marker: `${MARKER}=${marker}` }, 0);
  }

  function report({ end, message }: { end: EndReason; message: string }): AgentReport {
    const facts = collector.facts();
    return {
      ...facts,
      error: facts.error ?? { message, status: null, code: null, retryAfterMs: null, resetsAt: null },
      end,
      exitCode: null,
      signal: null,
      startedAt,
      endedAt: Date.now(),
      tail: '',
      stderrTail: '',
      transcript: draft.transcript,
    };
  }
}

function killHard(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}
