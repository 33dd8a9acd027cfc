import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { backends, getBackend, keyNames } from '../agents/index.ts';
import type { Backend, Command } from '../agents/types.ts';
import { UserError } from '../errors.ts';
import { plainText } from '../report/text/plain-text.ts';
import { agentEnvironment } from '../secrets/agent-environment.ts';
import { defaultTiming, type Timing } from './connection/pane-orders.ts';
import { openPaneServer } from './connection/pane-server.ts';
import { createPrivateFolder } from './connection/private-folder.ts';
import { createPlainLauncher } from './process/child-panes.ts';
import type { Launcher } from './process/launcher.ts';
import { rememberPaneProgram } from './process/pane-program.ts';
import { runAttempt } from './process/run-attempt.ts';
import { defaultSession, sessionName, transcriptName } from './tmux/session-names.ts';
import { createTmuxLauncher } from './tmux/tmux.ts';
import { TmuxError, tmuxClient } from './tmux/tmux-client.ts';
import type { Terminal } from './types.ts';

export interface TerminalOptions {
  /** `auto`: tmux if it can be had, else plain, with a notice; `require`: tmux, else a UserError. */
  readonly mode: 'auto' | 'require' | 'off';
  /** The user's word for the session; null: `sequential-<spec>`. */
  readonly session: string | null;
  readonly spec: string;
  readonly runId: string;
  /** Name by which what is left of the run's processes is found; default the run's id. */
  readonly runMark?: string;
  /** Path of the node that runs the pane, and of the pane's program. */
  readonly node: string;
  readonly paneScript: string;
  /** The job's environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where the folder for the socket is made; default: the system's. */
  readonly tempDir?: string;
  /** Folder of the transcripts. */
  readonly logDir: string;
  readonly secrets: readonly string[];
  /** Resolves a backend's name to the program to start. */
  readonly program: (backend: string) => string;
  /** Says what a person should know. */
  readonly notice: (text: string) => void;
  readonly timing?: Partial<Timing>;
  /** Backends that an attempt may name; default: the built-in ones. */
  readonly backends?: readonly Backend[] | undefined;
}

/** Opens the place where attempts run: a tmux session, or plain children. One for a run; `close` it in any case. */
export async function createTerminal(options: TerminalOptions): Promise<Terminal> {
  rememberPaneProgram(options.paneScript);
  const { folder, socket } = await createPrivateFolder(options.tempDir ?? tmpdir());
  const launcher = await openLauncher(options, folder).catch(async (error: unknown) => {
    await rm(folder, { recursive: true, force: true });
    throw error;
  });
  let paneServer = await openPaneServer(socket);
  const known = options.backends ?? backends;
  const timing = { ...defaultTiming, ...options.timing };
  const announcedVariables = new Set<string>();
  let closing: Promise<void> | undefined;
  const note = (text: string) => launcher.note(`${new Date().toTimeString().slice(0, 8)}  ${plainText(text)}`);

  return {
    attach: launcher.attach,
    async run(attempt, onEvent, stop) {
      const backend = getBackend(attempt.backend, known);
      const command = backend.command(options.program(attempt.backend), attempt.order);
      const { env, withheld } = agentEnvironment(options.env, backend, attempt.allowEnv, keyNames(known));
      announceWithheld(withheld);
      await ensureSocketFolder();
      const ordersDraft = {
        backend: attempt.backend,
        argv: await writeCommandFile(command, folder),
        env: { ...command.defaultEnv, ...env, ...command.env, PWD: attempt.order.workdir },
        cwd: attempt.order.workdir,
        prompt: command.stdin,
        transcript: resolve(options.logDir, transcriptName(attempt.window, attempt.attempt)),
        secrets: options.secrets,
        unit: attempt.window,
        title: attempt.title,
        attempt: attempt.attempt,
        maxAttempts: attempt.maxAttempts,
        timeoutMs: attempt.timeoutMs,
        idleTimeoutMs: attempt.idleTimeoutMs,
        timing,
        window: launcher.attach === null ? null : { colour: !options.env.NO_COLOR },
      };
      note(`${attempt.window} started: ${attempt.title} (attempt ${attempt.attempt} of ${attempt.maxAttempts})`);
      const { node, paneScript, notice, runMark = options.runId } = options;
      const context = { launcher, paneServer, socket, node, paneScript, runMark, notice };
      const report = await runAttempt(context, attempt.window, ordersDraft, onEvent, stop);
      note(`${attempt.window} ended: ${report.end}; waiting for what comes next`);
      const startedSession = report.end === 'not-started' ? null : (command.session ?? null);
      const reportWithSession = { ...report, session: report.session ?? startedSession };
      return backend.enrichReport?.(reportWithSession, ordersDraft.env) ?? reportWithSession;
    },
    close() {
      closing ??= closeAll();
      return closing;
    },
  };

  /** Agents are known to clean temporary folders up; a hostile one could put a socket of its own there. */
  async function ensureSocketFolder(): Promise<void> {
    if (paneServer.isReachable()) return;
    await paneServer.close();
    await mkdir(folder, { recursive: true, mode: 0o700 });
    paneServer = await openPaneServer(socket);
  }

  async function closeAll(): Promise<void> {
    await launcher.close();
    await paneServer.close();
    await rm(folder, { recursive: true, force: true });
  }

  /** Once a name, since a person whose build misses a variable needs to know, but not 50 times. */
  function announceWithheld(names: readonly string[]): void {
    const newNames = names.filter((name) => !announcedVariables.has(name));
    for (const name of newNames) announcedVariables.add(name);
    if (newNames.length > 0)
      options.notice(`kept from the agents: ${newNames.join(', ')} (agent-env names what they may see)`);
  }
}

/** The command's arguments, its file written and named among them. */
async function writeCommandFile({ argv, file }: Command, folder: string): Promise<Command['argv']> {
  if (file === undefined) return argv;
  const path = join(folder, file.name);
  await writeFile(path, file.text, { mode: 0o600 });
  return [...argv, file.flag, path];
}

async function openLauncher(options: TerminalOptions, folder: string): Promise<Launcher> {
  if (options.mode === 'off') return createPlainLauncher(options.env);
  const requestedName = options.session ?? `sequential-${options.spec}`;
  const session = options.session === null ? defaultSession(options.spec) : sessionName(requestedName);
  try {
    const greeting = `sequential-orchestration: ${options.spec}, run ${options.runId}. Each attempt has a window of its own.`;
    const insideTmux = Boolean(options.env.TMUX);
    const tmux = await createTmuxLauncher({ tmux: tmuxClient(options.env), session, folder, greeting, insideTmux });
    if (session !== requestedName)
      options.notice(`tmux cannot name a session "${requestedName}": it is called ${session}`);
    return tmux;
  } catch (error) {
    if (!(error instanceof TmuxError)) throw error;
    if (options.mode === 'require') {
      const fix = error.missing ? 'install it: apt-get install tmux, or brew install tmux' : 'see that tmux runs';
      throw new UserError(error.message, { where: 'tmux: require', fix: `${fix}; or set tmux to auto or off` });
    }
    options.notice(`${error.message}: agents run without windows, nothing can be watched`);
    return createPlainLauncher(options.env);
  }
}
