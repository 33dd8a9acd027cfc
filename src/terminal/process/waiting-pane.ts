import { randomBytes } from 'node:crypto';
import type { EndReason } from '../../agents/types.ts';
import type { MessageStream } from '../connection/json-socket.ts';
import type { OrchestratorMessage, PaneMessage } from '../connection/pane-orders.ts';
import type { PaneServer } from '../connection/pane-server.ts';
import type { LaunchedPane, Launcher } from './launcher.ts';
import { restorePaneProgram } from './pane-program.ts';
import { createProcessTag, type ProcessTag, tagCommand } from './process-tag.ts';
import { hasProcessName, isLiveProcess } from './processes.ts';

/** Without it the garbage of a million events grows a pane's memory past 200 MB before it is collected. */
const PANE_NODE_FLAGS = '--max-semi-space-size=4';
/** `pkill node` is not meant for it. */
const PANE_NAME = 'sequential-pane';

/** What all panes of a run share. */
export interface PaneContext {
  readonly launcher: Launcher;
  readonly paneServer: PaneServer;
  readonly socket: string;
  /** The Node that panes run on; rejects with what is missing. */
  readonly paneNode: () => Promise<string>;
  readonly paneScript: string;
  /** Name of the run, see `createProcessTag`. */
  readonly runMark: string;
  /** ms for a pane to report itself after it was launched. */
  readonly startMs: number;
  /** Says what a person should know. */
  readonly notice: (text: string) => void;
}

/** Why there is no report of the pane's that counts. */
export interface Loss {
  readonly end: EndReason;
  readonly message: string;
}

/**
 * A pane that was launched and waits for its orders, so that an attempt need not wait for Node. It knows nothing yet, and
 * whoever speaks for it is known to be the process that was launched.
 */
export class WaitingPane {
  readonly window: string;
  readonly tag: ProcessTag;
  /** Resolves when orders may be sent to it. */
  readonly ready: Promise<LaunchedPane | null>;
  /** Resolves when it is lost; of several reasons with the first. */
  readonly lost: Promise<Loss>;
  /** Did it say anything since it was known? */
  hasSpoken = false;
  /** Called with what it says once it is known. */
  onMessage: (message: PaneMessage) => void = () => {};
  readonly #context: PaneContext;
  readonly #settled = new AbortController();
  #connection: MessageStream<OrchestratorMessage> | null = null;
  #launched: Promise<LaunchedPane> | null = null;
  #name: string | null = null;
  #loss: Loss | null = null;
  #startTimer: NodeJS.Timeout | undefined;
  #forget = () => {};
  #becomeReady: (launched: LaunchedPane | null) => void = () => {};
  #becomeLost: (loss: Loss) => void = () => {};

  constructor(context: PaneContext, window: string) {
    this.#context = context;
    this.window = window;
    this.tag = createProcessTag(context.runMark);
    this.ready = new Promise((resolve) => {
      this.#becomeReady = resolve;
    });
    this.lost = new Promise((resolve) => {
      this.#becomeLost = resolve;
    });
    void this.#start();
  }

  send(message: OrchestratorMessage): void {
    this.#connection?.send(message);
  }

  /** false: it is lost, or was known and has ended since. */
  async isOfUse(): Promise<boolean> {
    if (this.#loss !== null) return false;
    const pid = this.#name === PANE_NAME ? (await this.launched())?.pid : null;
    return pid == null || process.platform !== 'linux' || isLiveProcess(pid);
  }

  /** What was launched, if anything was. */
  async launched(): Promise<LaunchedPane | undefined> {
    return this.#launched?.catch(() => undefined);
  }

  /** Hangs up on it; whoever is not at work ends of itself. */
  forget(): void {
    this.#forget();
    this.#settled.abort();
    clearTimeout(this.#startTimer);
  }

  /** Ends one that got no orders. */
  async discard(): Promise<void> {
    this.forget();
    const launched = await this.launched();
    await launched?.close();
  }

  lose(end: EndReason, message: string): void {
    this.#loss ??= { end, message };
    this.#becomeLost(this.#loss);
  }

  async #start(): Promise<void> {
    const program = await preparePane(this.#context).catch((error: Error) => error);
    if (this.#settled.signal.aborted) return;
    if (program instanceof Error) return this.lose('no-pane', program.message);
    const { paneServer, socket, notice } = this.#context;
    const token = randomBytes(16).toString('hex');
    this.#forget = paneServer.expectPane(token, {
      onConnected: (connection) => void this.#greet(connection),
      onMessage: (message) => this.#onMessage(message),
      onDisconnected: () => this.lose('pane-lost', 'the pane ended unexpectedly, before it reported'),
      onRefused: () => notice(`${this.window}: a second process claimed to be its pane and was refused`),
    });
    this.#launch(tagCommand(this.tag, [...program, socket, token]));
  }

  /** Where nothing starts in a window that was opened (a hook closed it, …), it is tried without one if that may be. */
  #launch(command: readonly [string, ...string[]]): void {
    const { launcher, startMs } = this.#context;
    const { signal } = this.#settled;
    this.#launched = launcher.launch(command, this.window);
    const onExit = (launched: LaunchedPane, printed: string) => {
      if (this.#connection !== null || signal.aborted) return;
      const reason = printed.trim();
      if (launched.hasWindow && launcher.giveUpWindows(reason)) return this.#launch(command);
      this.lose('not-started', `the pane did not start: ${reason}`);
    };
    this.#launched.then(
      async (launched) => {
        if (signal.aborted) return;
        clearTimeout(this.#startTimer);
        this.#startTimer = setTimeout(() => this.#onStartOverdue(), startMs);
        onExit(launched, await launched.exited(signal));
      },
      (error: Error) => this.lose('no-pane', error.message),
    );
  }

  #onStartOverdue(): void {
    const { startMs } = this.#context;
    if (this.#name !== PANE_NAME) this.lose('not-started', `the pane did not report within ${startMs} ms`);
  }

  /** Whoever came with the token must be the process that was launched: it alone can take the name that it is given. */
  async #greet(connection: MessageStream<OrchestratorMessage>): Promise<void> {
    this.#connection = connection;
    await this.launched();
    this.#askName(randomBytes(7).toString('hex'));
  }

  #askName(name: string): void {
    this.#name = name;
    this.send({ kind: 'take-name', name });
  }

  #onMessage(message: PaneMessage): void {
    if (message.kind === 'named') void this.#onNamed();
    // Whoever is not known has nothing to report.
    else if (this.#name === PANE_NAME) {
      this.hasSpoken = true;
      this.onMessage(message);
    }
  }

  async #onNamed(): Promise<void> {
    if (this.#name === null || this.#name === PANE_NAME) return;
    const launched = await this.launched();
    if (!hasProcessName(launched?.pid ?? null, this.#name)) {
      this.#context.notice(`${this.window}: another process claimed to be its pane and was refused`);
      return this.lose('pane-lost', 'another process claimed to be the pane');
    }
    this.#askName(PANE_NAME);
    this.#becomeReady(launched ?? null);
  }
}

/** The pane's program as it was before there was any agent, and what runs it. */
async function preparePane({ paneNode, paneScript, notice }: PaneContext): Promise<readonly [string, ...string[]]> {
  const restored = restorePaneProgram(paneScript);
  if (restored.length > 0) notice(`the pane program was changed during the run; restored: ${restored.join(', ')}`);
  return [await paneNode(), PANE_NODE_FLAGS, paneScript];
}
