import { randomBytes } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createCollector } from '../../agents/stream/collect.ts';
import type { AgentEvent, AgentReport, EndReason } from '../../agents/types.ts';
import { endProcesses } from './end-processes.ts';
import type { MessageStream } from './json-socket.ts';
import type { LaunchedPane, Launcher } from './launcher.ts';
import { ATTEMPT_MARKER_VARIABLE, type OrchestratorMessage, type PaneOrders, writeOrders } from './pane-orders.ts';
import type { PaneServer } from './pane-server.ts';

/** What a pane takes beyond its grace to end an attempt when it is told to. */
const STOP_SLACK_MS = 2_500;
/** Without it the garbage of a million events grows a pane's memory past 200 MB before it is collected. */
const PANE_NODE_FLAGS = '--max-semi-space-size=4';

/** What all attempts of a run share. */
export interface AttemptContext {
  readonly launcher: Launcher;
  readonly switchboard: PaneServer;
  /** Folder that only the user may enter. */
  readonly folder: string;
  readonly node: string;
  readonly paneScript: string;
}

export type OrdersDraft = Omit<PaneOrders, 'token' | 'marker' | 'reportPath' | 'socket'>;

/**
 * Has a pane carry out one attempt, and stays with it to the end. Whatever happens to the pane, no process of the
 * attempt is left, and there is a report.
 */
export async function runAttempt(
  context: AttemptContext,
  window: string,
  draft: OrdersDraft & { readonly socket: string },
  on: (event: AgentEvent) => void,
  stop: AbortSignal,
): Promise<AgentReport> {
  const startedAt = Date.now();
  const token = randomBytes(16).toString('hex');
  const marker = randomBytes(16).toString('hex');
  const ordersPath = join(context.folder, `orders-${token.slice(0, 8)}.json`);
  const reportPath = join(context.folder, `report-${token.slice(0, 8)}.json`);
  const collector = createCollector();
  let pane: MessageStream<OrchestratorMessage> | null = null;
  let panePid: number | null = null;
  let agentPid: number | null = null;

  /** Set by the first thing that ends the attempt; null: the pane hung up by itself. */
  let resolveEnding: (end: { end: EndReason; message: string } | null) => void = () => {};
  const attemptEnded = new Promise<{ end: EndReason; message: string } | null>((resolve) => {
    resolveEnding = resolve;
  });
  /** The pane has reported itself, or it is all over. */
  const paneReported = new AbortController();
  const timers: NodeJS.Timeout[] = [];
  const schedule = (ms: number, callback: () => void) => void timers.push(setTimeout(callback, ms));
  const requestStop = () => {
    pane?.send({ kind: 'stop' });
    // A pane that does not answer any more is not waited for.
    schedule(draft.timing.killMs + STOP_SLACK_MS, () => resolveEnding({ end: 'cancelled', message: 'stopped' }));
  };
  const stopExpecting = context.switchboard.expectPane(token, {
    onConnected(stream, pid) {
      pane = stream;
      panePid = pid;
      paneReported.abort();
      if (stop.aborted) pane.send({ kind: 'stop' });
    },
    onMessage(message) {
      if (message.kind === 'agent') agentPid = message.pid;
      if (message.kind !== 'event') return;
      collector.add(message.event);
      on(message.event);
    },
    onDisconnected: () => resolveEnding(null),
  });

  let launched: LaunchedPane | null = null;
  try {
    if (stop.aborted) return fallbackReport({ end: 'cancelled', message: 'stopped before it was started' });
    stop.addEventListener('abort', requestStop, { once: true });
    writeOrders(ordersPath, {
      ...draft,
      env: { ...draft.env, [ATTEMPT_MARKER_VARIABLE]: marker },
      token,
      marker,
      reportPath,
    });
    try {
      launched = await context.launcher.launch([context.node, PANE_NODE_FLAGS, context.paneScript, ordersPath], window);
    } catch (error) {
      return fallbackReport({
        end: 'not-started',
        message: `the window could not be opened: ${(error as Error).message}`,
      });
    }
    void launched.exited(paneReported.signal).then((printed) => {
      if (!paneReported.signal.aborted)
        resolveEnding({ end: 'not-started', message: `the pane did not start: ${printed.trim()}` });
    });
    schedule(draft.timing.startMs, () => {
      if (pane === null)
        resolveEnding({ end: 'not-started', message: `the pane did not report within ${draft.timing.startMs} ms` });
    });
    const ending = await attemptEnded;
    // A short attempt may be over, its report written, before its pane was heard of.
    const reportText = ending?.end === 'cancelled' ? null : await readFile(reportPath, 'utf8').catch(() => null);
    if (reportText !== null) return JSON.parse(reportText) as AgentReport;
    // No report: whoever ended the pane did not end the agent.
    await endRemaining(launched);
    return fallbackReport(ending ?? { end: 'window-closed', message: 'its window was closed, or its pane was killed' });
  } finally {
    stopExpecting();
    paneReported.abort();
    stop.removeEventListener('abort', requestStop);
    for (const timer of timers) clearTimeout(timer);
    await Promise.all([ordersPath, reportPath].map((path) => rm(path, { force: true })));
  }

  async function endRemaining(window: LaunchedPane): Promise<void> {
    if (panePid !== null) sendSigkill(panePid);
    await window.close();
    await endProcesses({ leader: agentPid, marker: `${ATTEMPT_MARKER_VARIABLE}=${marker}` }, 0);
  }

  function fallbackReport({ end, message }: { end: EndReason; message: string }): AgentReport {
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

function sendSigkill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}
