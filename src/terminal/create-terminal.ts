import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { backends, getBackend, keyNames } from '../agents/index.ts';
import type { AgentEvent, AgentReport, Backend, Command } from '../agents/types.ts';
import { ownPath } from '../own-path.ts';
import { plainText } from '../report/text/plain-text.ts';
import { withSafeDirectories } from '../repository/git/configuration/safe-directory.ts';
import { agentEnvironment } from '../secrets/agent-environment.ts';
import { OWN_KEY_VARIABLES } from '../secrets/own-keys.ts';
import { UNATTENDED, UNWATCHED } from '../secrets/unattended.ts';
import { completeReport, neverSpoke } from './complete-report.ts';
import { defaultTiming, type Timing } from './connection/pane-orders.ts';
import { type Entry, enterSandbox, type Isolation, leaveSandbox } from './isolation/isolation.ts';
import { openPaneSession, type PaneSession, type PaneSessionOptions } from './pane-session.ts';
import { createPaneNode } from './process/pane-node.ts';
import { rememberPaneProgram } from './process/pane-program.ts';
import { type OrdersDraft, runAttempt } from './process/run-attempt.ts';
import { createStandby, type Standby } from './process/standby.ts';
import { type PaneContext, WaitingPane } from './process/waiting-pane.ts';
import { transcriptName } from './tmux/session-names.ts';
import type { AttemptRequest, Terminal } from './types.ts';

export interface TerminalOptions extends PaneSessionOptions {
  /** Path of the node that runs the pane, and of the pane's program. */
  readonly node: string;
  readonly paneScript: string;
  readonly secrets: readonly string[];
  /** Working trees of another user in which an agent's git works all the same. */
  readonly safeDirectories?: readonly string[];
  /** Resolves a backend's name to the program to start. */
  readonly program: (backend: string) => string | Promise<string>;
  /** Installs tmux, which may take minutes: nothing is opened before it is sure that an attempt comes. */
  readonly installTmux?: (() => Promise<void>) | undefined;
  readonly timing?: Partial<Timing>;
  /** The sandboxes that agents start in; left out: none. */
  readonly isolation?: Isolation | undefined;
  /** Backends that an attempt may name; default: the built-in ones. */
  readonly backends?: readonly Backend[] | undefined;
}

/** A terminal as its owner has it. */
export interface OpenedTerminal extends Terminal {
  /** Resolves when attempts can run: at once, but where tmux is installed first. Rejects where that fails. */
  ready(): Promise<void>;
}

/** Opens the place where attempts run: a tmux session, or plain children. One for a run; `close` it in any case. */
export async function createTerminal(options: TerminalOptions): Promise<OpenedTerminal> {
  const { installTmux } = options;
  const paneNode = createPaneNode(options.node, ownPath(options.env), options.notice);
  const announceWithheld = createWithheldNotice(options.notice);
  const standby = createStandby();
  let opening: Promise<PaneSession> | null = null;
  let closing: Promise<void> | null = null;
  const open = async () => {
    await installTmux?.();
    rememberPaneProgram(options.paneScript);
    return openPaneSession(options);
  };
  const openOnce = () => {
    opening ??= open();
    return opening;
  };
  const attach = installTmux === undefined ? (await openOnce()).launcher.attach : null;
  return {
    attach,
    ready: async () => void (await openOnce()),
    run: async (attempt, onEvent, stop) =>
      runInSession(await openOnce(), options, attempt, { onEvent, stop, announceWithheld, paneNode, standby }),
    prepare(window) {
      if (closing !== null) return;
      const start = async () => new WaitingPane(await paneContext(await openOnce(), options, paneNode), window);
      standby.prepare(window, start);
    },
    close() {
      closing ??= standby.discard().then(async () => {
        const session = await opening?.catch(() => null);
        await session?.close();
      });
      return closing;
    },
  };
}

/** Terminals and the like may go in the very moment of a start: more often, it is no accident. */
const MOST_BROKEN = 3;

async function runInSession(
  session: PaneSession,
  options: TerminalOptions,
  attempt: AttemptRequest,
  run: {
    readonly onEvent: (event: AgentEvent) => void;
    readonly stop: AbortSignal;
    readonly announceWithheld: (names: readonly string[]) => void;
    readonly paneNode: () => Promise<string>;
    readonly standby: Standby;
    /** How often it was started in a sandbox that broke. */
    readonly broken?: number;
  },
): Promise<AgentReport> {
  const { launcher } = session;
  const known = options.backends ?? backends;
  const backend = getBackend(attempt.backend, known);
  const command = backend.command(await options.program(attempt.backend), attempt.order);
  const { env, withheld } = agentEnvironment(options.env, backend, attempt.allowEnv, keyNames(known));
  run.announceWithheld(withheld);
  const context = await paneContext(session, options, run.paneNode);
  const [program, ...args] = await writeCommandFile(command, session.shownFolder);
  // An agent of ours runs on the panes' Node, where there is one.
  const ownProgram = program === options.node ? await run.paneNode().catch(() => program) : program;
  const agentEnv = {
    ...UNWATCHED,
    ...command.defaultEnv,
    ...withSafeDirectories(env, options.safeDirectories ?? []),
    ...attempt.extraEnv,
    ...UNATTENDED,
    ...command.env,
    PWD: attempt.order.workdir,
  };
  // Once the socket and the file are there: a policy covers what it finds.
  const entry = await enterFor(options.isolation, attempt);
  const sandbox = entry.kind === 'sandbox' ? entry.sandbox : null;
  const started = sandbox?.start(agentEnv) ?? { prefix: [], env: agentEnv, loan: null };
  const orders = {
    ...draftOrders(options, attempt, backend, command),
    argv: [ownProgram, ...args] as const,
    sandbox: started.prefix,
    env: started.env,
    loan: started.loan,
    window: launcher.attach === null ? null : { colour: !options.env.NO_COLOR },
  };
  const note = (text: string) => launcher.note(`${new Date().toTimeString().slice(0, 8)}  ${plainText(text)}`);
  note(`${attempt.window} started: ${attempt.title} (attempt ${attempt.attempt} of ${attempt.maxAttempts})`);
  const { notice } = options;
  const refuse = entry.kind === 'refused' ? () => Promise.reject(new Error(entry.reason)) : null;
  const isAhead = refuse === null && !run.stop.aborted;
  const ahead = isAhead ? await run.standby.take(attempt.window) : null;
  const startPane = () =>
    ahead ?? new WaitingPane({ ...context, paneNode: refuse ?? context.paneNode }, attempt.window);
  const report = await runAttempt(startPane, orders, run.onEvent, run.stop);
  await leaveSandbox(sandbox, notice);
  // It ended in the moment when it got its orders: nothing came of them, and another pane is started for them.
  if (report.end === 'pane-lost' && ahead?.hasSpoken === false) return runInSession(session, options, attempt, run);
  const { broken = 0 } = run;
  const mayRepeat = sandbox !== null && broken < MOST_BROKEN && neverSpoke(report);
  if (mayRepeat && (await sandbox.broke(report.stderrTail)))
    return runInSession(session, options, attempt, { ...run, broken: broken + 1 });
  note(`${attempt.window} ended: ${report.end}; waiting for the next one`);
  return completeReport(report, { backend, command, agentEnv, sandbox, notice });
}

async function paneContext(
  session: PaneSession,
  { paneScript, notice, runId, runMark = runId, timing }: TerminalOptions,
  paneNode: () => Promise<string>,
): Promise<PaneContext> {
  const { launcher, socket } = session;
  const { startMs } = { ...defaultTiming, ...timing };
  return {
    launcher,
    paneServer: await session.reachableServer(),
    socket,
    paneNode,
    paneScript,
    runMark,
    startMs,
    notice,
  };
}

/** Who works on a copy does so in a sandbox, or not at all. */
async function enterFor(isolation: Isolation | undefined, { backend, scratch }: AttemptRequest): Promise<Entry> {
  const entry = await enterSandbox(isolation, backend, scratch);
  if (scratch === undefined || entry.kind !== 'open') return entry;
  const why = isolation === undefined ? 'isolation is off' : 'no sandbox works on this machine';
  return {
    kind: 'refused',
    reason: `${backend} has no read-only mode, and ${why}: nothing would keep it from writing`,
  };
}

/** What a pane is told, but for what only the session knows. */
function draftOrders(
  options: TerminalOptions,
  attempt: AttemptRequest,
  backend: Backend,
  command: Command,
): Omit<OrdersDraft, 'argv' | 'sandbox' | 'loan' | 'env' | 'window'> {
  return {
    backend: attempt.backend,
    hasLauncher: backend.hasLauncher === true,
    cwd: attempt.order.workdir,
    prompt: command.stdin,
    keepsInputOpen: command.keepsStdinOpen === true,
    transcript: resolve(options.logDir, transcriptName(attempt.window, attempt.attempt)),
    secrets: options.secrets,
    unit: attempt.window,
    title: attempt.title,
    attempt: attempt.attempt,
    maxAttempts: attempt.maxAttempts,
    timeoutMs: attempt.timeoutMs,
    idleTimeoutMs: attempt.idleTimeoutMs,
    timing: { ...defaultTiming, ...options.timing },
  };
}

/** Once a name, since a person whose build misses a variable needs to know, but not 50 times. */
function createWithheldNotice(notice: (text: string) => void): (names: readonly string[]) => void {
  const announced = new Set<string>();
  return (names) => {
    // Our own are nobody's loss.
    const newNames = names.filter((name) => !announced.has(name) && !OWN_KEY_VARIABLES.includes(name));
    for (const name of newNames) announced.add(name);
    if (newNames.length > 0)
      notice(`hidden from the agents: ${newNames.join(', ')} (agent-env names what they may see)`);
  };
}

/** The command's arguments, its file written and named among them. */
async function writeCommandFile({ argv, file }: Command, folder: () => string): Promise<Command['argv']> {
  if (file === undefined) return argv;
  const path = join(folder(), file.name);
  await writeFile(path, file.text, { mode: 0o600 });
  return [...argv, file.flag, path];
}
