import { type Collector, createCollector } from '../../agents/stream/collect.ts';
import type { AgentEvent, AgentReport } from '../../agents/types.ts';
import { LONGEST_TIMER } from '../../time.ts';
import type { PaneMessage, PaneOrders } from '../connection/pane-orders.ts';
import { endProcesses } from './end-processes.ts';
import type { LaunchedPane } from './launcher.ts';
import { tagEnvironment } from './process-tag.ts';
import { steadyClock } from './steady-clock.ts';
import type { Loss, WaitingPane } from './waiting-pane.ts';

/** What a pane takes beyond its grace to end an attempt when it is told to. */
const STOP_SLACK_MS = 2_500;
/** What it takes beyond the attempt's time-out, which it sees to itself. */
const TIMEOUT_SLACK_MS = 30_000;

export type OrdersDraft = Omit<PaneOrders, 'tag'>;

/**
 * Has a pane carry out one attempt, and stays with it to the end. Whatever happens to the pane, no process of the
 * attempt is left, and there is a report: what came over the pane's own connection, or that it was lost. `startPane`:
 * called once, unless there is to be none.
 */
export async function runAttempt(
  startPane: () => WaitingPane,
  draft: OrdersDraft,
  onEvent: (event: AgentEvent) => void,
  stop: AbortSignal,
): Promise<AgentReport> {
  const collector = createCollector();
  if (stop.aborted)
    return reportLoss({ end: 'cancelled', message: 'stopped before it was started' }, { draft, collector });
  const attempt = new PaneAttempt(startPane(), { draft, collector }, onEvent);
  const requestStop = () => attempt.requestStop();
  stop.addEventListener('abort', requestStop, { once: true });
  try {
    return await attempt.run();
  } finally {
    stop.removeEventListener('abort', requestStop);
  }
}

/** What is known of an attempt without its pane. */
interface Known {
  readonly draft: OrdersDraft;
  readonly collector: Collector;
}

/** One attempt, as its orchestrator sees it. */
class PaneAttempt {
  readonly #pane: WaitingPane;
  readonly #known: Known;
  readonly #onEvent: (event: AgentEvent) => void;
  readonly #now = steadyClock();
  readonly #startedAt = this.#now();
  readonly #timers: NodeJS.Timeout[] = [];
  #agentPid: number | null = null;
  #stopRequested = false;

  constructor(pane: WaitingPane, known: Known, onEvent: (event: AgentEvent) => void) {
    this.#pane = pane;
    this.#known = known;
    this.#onEvent = onEvent;
  }

  async run(): Promise<AgentReport> {
    const pane = this.#pane;
    try {
      const reported = new Promise<AgentReport>((resolve) => {
        pane.onMessage = (message) => this.#onMessage(message, resolve);
      });
      void pane.ready.then((launched) => this.#order(launched));
      // Settled by the first thing that ends the attempt.
      const ending = await Promise.race([reported, pane.lost]);
      const launched = await pane.launched();
      return 'exitCode' in ending ? await this.#checkReport(ending, launched) : await this.#endLost(ending, launched);
    } finally {
      pane.forget();
      for (const timer of this.#timers) clearTimeout(timer);
    }
  }

  requestStop(): void {
    this.#stopRequested = true;
    this.#pane.send({ kind: 'stop' });
    // A pane that does not answer any more is not waited for.
    const { timing } = this.#known.draft;
    this.#schedule(timing.killMs + STOP_SLACK_MS, () => this.#pane.lose('cancelled', 'stopped'));
  }

  #order(launched: LaunchedPane | null): void {
    const pane = this.#pane;
    const { draft } = this.#known;
    const env = { ...draft.env, ...tagEnvironment(pane.tag) };
    const window = launched?.hasWindow === true ? draft.window : null;
    launched?.show();
    pane.send({ kind: 'orders', orders: { ...draft, env, window, tag: pane.tag } });
    if (this.#stopRequested) pane.send({ kind: 'stop' });
    // A pane that was halted sees to no time-out.
    const { timeoutMs, timing } = draft;
    this.#schedule(timeoutMs + timing.killMs + TIMEOUT_SLACK_MS, () =>
      pane.lose('timed-out', 'the pane stopped responding'),
    );
  }

  #onMessage(message: PaneMessage, report: (report: AgentReport) => void): void {
    if (message.kind === 'agent') this.#agentPid = message.pid;
    if (message.kind === 'report') report(message.report);
    if (message.kind !== 'event') return;
    this.#known.collector.add(message.event);
    this.#onEvent(message.event);
  }

  /** A window whose server ended with it was closed by nobody. */
  async #checkReport(report: AgentReport, launched: LaunchedPane | undefined): Promise<AgentReport> {
    const { transcript } = this.#known.draft;
    const isLost = report.end === 'window-closed' && (await launched?.isHostGone()) === true;
    return { ...report, transcript, end: isLost ? 'pane-lost' : report.end };
  }

  /** Whoever ended the pane did not end the agent. */
  async #endLost(loss: Loss, launched: LaunchedPane | undefined): Promise<AgentReport> {
    if (launched?.pid != null) sendSigkill(launched.pid);
    await launched?.close();
    await endProcesses({ leader: this.#agentPid, tag: this.#pane.tag }, 0);
    return reportLoss(loss, this.#known, this.#startedAt, this.#now());
  }

  #schedule(ms: number, callback: () => void): void {
    this.#timers.push(setTimeout(callback, Math.min(ms, LONGEST_TIMER)));
  }
}

/** The report of an attempt whose pane has none; `startedAt`, `endedAt`: where it was started. */
export function reportLoss(
  { end, message }: Loss,
  { draft, collector }: Known,
  startedAt = Date.now(),
  endedAt = startedAt,
): AgentReport {
  const facts = collector.facts();
  return {
    ...facts,
    // What it had said of its end counts for nothing.
    finished: null,
    error: facts.error ?? { message, status: null, code: null, retryAfterMs: null, resetsAt: null },
    end,
    exitCode: null,
    signal: null,
    startedAt,
    endedAt,
    tail: '',
    stderrTail: '',
    transcript: draft.transcript,
  };
}

function sendSigkill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}
