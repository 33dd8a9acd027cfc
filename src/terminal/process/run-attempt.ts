import { randomBytes } from 'node:crypto';
import { type Collector, createCollector } from '../../agents/stream/collect.ts';
import type { AgentEvent, AgentReport, EndReason } from '../../agents/types.ts';
import type { MessageStream } from '../connection/json-socket.ts';
import type { OrchestratorMessage, PaneMessage, PaneOrders } from '../connection/pane-orders.ts';
import type { PaneServer } from '../connection/pane-server.ts';
import { endProcesses } from './end-processes.ts';
import type { LaunchedPane, Launcher } from './launcher.ts';
import { restorePaneProgram } from './pane-program.ts';
import { createProcessTag, tagCommand, tagEnvironment } from './process-tag.ts';
import { hasProcessName } from './processes.ts';

/** What a pane takes beyond its grace to end an attempt when it is told to. */
const STOP_SLACK_MS = 2_500;
/** What it takes beyond the attempt's time-out, which it sees to itself. */
const TIMEOUT_SLACK_MS = 30_000;
/** What setTimeout takes. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
/** Without it the garbage of a million events grows a pane's memory past 200 MB before it is collected. */
const PANE_NODE_FLAGS = '--max-semi-space-size=4';
/** `pkill node` is not meant for it. */
const PANE_NAME = 'sequential-pane';

/** What all attempts of a run share. */
export interface AttemptContext {
  readonly launcher: Launcher;
  readonly paneServer: PaneServer;
  readonly socket: string;
  /** The Node that panes run on; rejects with what is missing. */
  readonly paneNode: () => Promise<string>;
  readonly paneScript: string;
  /** Name of the run, see `createProcessTag`. */
  readonly runMark: string;
  /** Says what a person should know. */
  readonly notice: (text: string) => void;
}

export type OrdersDraft = Omit<PaneOrders, 'tag'>;

/** Why there is no report of the pane's that counts. */
interface Loss {
  readonly end: EndReason;
  readonly message: string;
}

/**
 * Has a pane carry out one attempt, and stays with it to the end. Whatever happens to the pane, no process of the
 * attempt is left, and there is a report: what came over the pane's own connection, or that it was lost.
 */
export async function runAttempt(
  context: AttemptContext,
  window: string,
  draft: OrdersDraft,
  onEvent: (event: AgentEvent) => void,
  stop: AbortSignal,
): Promise<AgentReport> {
  const attempt = new PaneAttempt(context, window, draft, onEvent);
  if (stop.aborted) return attempt.reportLoss({ end: 'cancelled', message: 'stopped before it was started' });
  const requestStop = () => attempt.requestStop();
  stop.addEventListener('abort', requestStop, { once: true });
  try {
    return await attempt.run();
  } finally {
    stop.removeEventListener('abort', requestStop);
  }
}

/** One attempt, as its orchestrator sees it. */
class PaneAttempt {
  readonly #context: AttemptContext;
  readonly #window: string;
  readonly #draft: OrdersDraft;
  readonly #onEvent: (event: AgentEvent) => void;
  readonly #startedAt = Date.now();
  readonly #tag;
  readonly #collector: Collector = createCollector();
  readonly #timers: NodeJS.Timeout[] = [];
  #pane: MessageStream<OrchestratorMessage> | null = null;
  #launched: Promise<LaunchedPane> | null = null;
  #agentPid: number | null = null;
  #name: string | null = null;
  #stopRequested = false;
  /** Settled by the first thing that ends the attempt. */
  readonly #ended: Promise<AgentReport | Loss>;
  #settle: (ending: AgentReport | Loss) => void = () => {};

  constructor(context: AttemptContext, window: string, draft: OrdersDraft, onEvent: (event: AgentEvent) => void) {
    this.#context = context;
    this.#window = window;
    this.#draft = draft;
    this.#onEvent = onEvent;
    this.#tag = createProcessTag(context.runMark);
    this.#ended = new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  async run(): Promise<AgentReport> {
    const program = await preparePane(this.#context).catch((error: Error) => error);
    if (program instanceof Error) return this.reportLoss({ end: 'no-pane', message: program.message });
    const { paneServer, socket } = this.#context;
    const token = randomBytes(16).toString('hex');
    const forget = paneServer.expectPane(token, {
      onConnected: (pane) => void this.#greet(pane),
      onMessage: (message) => this.#onMessage(message),
      onDisconnected: () => this.#lose('pane-lost', 'the pane ended unexpectedly, before it reported'),
      onRefused: () => this.#context.notice(`${this.#window}: a second process claimed to be its pane and was refused`),
    });
    const settled = new AbortController();
    try {
      this.#launch(tagCommand(this.#tag, [...program, socket, token]), settled.signal);
      const ending = await this.#ended;
      const launched = await this.#launched?.catch(() => undefined);
      return 'exitCode' in ending ? await this.#checkReport(ending, launched) : await this.#endLost(ending, launched);
    } finally {
      forget();
      settled.abort();
      for (const timer of this.#timers) clearTimeout(timer);
    }
  }

  requestStop(): void {
    this.#stopRequested = true;
    this.#pane?.send({ kind: 'stop' });
    // A pane that does not answer any more is not waited for.
    this.#schedule(this.#draft.timing.killMs + STOP_SLACK_MS, () => this.#lose('cancelled', 'stopped'));
  }

  /** Where nothing starts in a window that was opened (a hook closed it, …), it is tried without one if that may be. */
  #launch(command: readonly [string, ...string[]], settled: AbortSignal): void {
    const { launcher } = this.#context;
    this.#launched = launcher.launch(command, this.#window);
    const onExit = (launched: LaunchedPane, printed: string) => {
      if (this.#pane !== null || settled.aborted) return;
      const reason = printed.trim();
      if (launched.hasWindow && launcher.giveUpWindows(reason)) return this.#launch(command, settled);
      this.#lose('not-started', `the pane did not start: ${reason}`);
    };
    this.#launched.then(
      async (launched) => {
        this.#schedule(this.#draft.timing.startMs, () => this.#onStartOverdue());
        onExit(launched, await launched.exited(settled));
      },
      (error: Error) => this.#lose('no-pane', error.message),
    );
  }

  #onStartOverdue(): void {
    const { startMs } = this.#draft.timing;
    if (this.#name !== PANE_NAME) this.#lose('not-started', `the pane did not report within ${startMs} ms`);
  }

  /** Whoever came with the token must be the process that was launched: it alone can take the name that it is given. */
  async #greet(pane: MessageStream<OrchestratorMessage>): Promise<void> {
    this.#pane = pane;
    await this.#launched?.catch(() => null);
    this.#askName(randomBytes(7).toString('hex'));
  }

  #askName(name: string): void {
    this.#name = name;
    this.#pane?.send({ kind: 'take-name', name });
  }

  #onMessage(message: PaneMessage): void {
    if (message.kind === 'named') void this.#onNamed();
    // Whoever has no orders has nothing to report.
    if (this.#name !== PANE_NAME) return;
    if (message.kind === 'agent') this.#agentPid = message.pid;
    if (message.kind === 'report') this.#settle(message.report);
    if (message.kind !== 'event') return;
    this.#collector.add(message.event);
    this.#onEvent(message.event);
  }

  async #onNamed(): Promise<void> {
    if (this.#name === null || this.#name === PANE_NAME) return;
    const launched = await this.#launched?.catch(() => null);
    if (!hasProcessName(launched?.pid ?? null, this.#name)) {
      this.#context.notice(`${this.#window}: another process claimed to be its pane and was refused`);
      return this.#lose('pane-lost', 'another process claimed to be the pane');
    }
    this.#askName(PANE_NAME);
    const env = { ...this.#draft.env, ...tagEnvironment(this.#tag) };
    const window = launched?.hasWindow === true ? this.#draft.window : null;
    this.#pane?.send({ kind: 'orders', orders: { ...this.#draft, env, window, tag: this.#tag } });
    if (this.#stopRequested) this.#pane?.send({ kind: 'stop' });
    // A pane that was halted sees to no time-out.
    const { timeoutMs, timing } = this.#draft;
    this.#schedule(timeoutMs + timing.killMs + TIMEOUT_SLACK_MS, () =>
      this.#lose('timed-out', 'the pane stopped responding'),
    );
  }

  /** A window whose server ended with it was closed by nobody. */
  async #checkReport(report: AgentReport, launched: LaunchedPane | undefined): Promise<AgentReport> {
    const { transcript } = this.#draft;
    const isLost = report.end === 'window-closed' && (await launched?.isHostGone()) === true;
    return { ...report, transcript, end: isLost ? 'pane-lost' : report.end };
  }

  /** Whoever ended the pane did not end the agent. */
  async #endLost(loss: Loss, launched: LaunchedPane | undefined): Promise<AgentReport> {
    if (launched?.pid != null) sendSigkill(launched.pid);
    await launched?.close();
    await endProcesses({ leader: this.#agentPid, tag: this.#tag }, 0);
    return this.reportLoss(loss);
  }

  reportLoss({ end, message }: Loss): AgentReport {
    const facts = this.#collector.facts();
    return {
      ...facts,
      // What it had said of its end counts for nothing.
      finished: null,
      error: facts.error ?? { message, status: null, code: null, retryAfterMs: null, resetsAt: null },
      end,
      exitCode: null,
      signal: null,
      startedAt: this.#startedAt,
      endedAt: Date.now(),
      tail: '',
      stderrTail: '',
      transcript: this.#draft.transcript,
    };
  }

  #lose(end: EndReason, message: string): undefined {
    this.#settle({ end, message });
  }

  #schedule(ms: number, callback: () => void): void {
    this.#timers.push(setTimeout(callback, Math.min(ms, LONGEST_TIMER_MS)));
  }
}

/** The pane's program as it was before there was any agent, and what runs it. */
async function preparePane({ paneNode, paneScript, notice }: AttemptContext): Promise<readonly [string, ...string[]]> {
  const restored = restorePaneProgram(paneScript);
  if (restored.length > 0) notice(`the pane program was changed during the run; restored: ${restored.join(', ')}`);
  return [await paneNode(), PANE_NODE_FLAGS, paneScript];
}

function sendSigkill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}
