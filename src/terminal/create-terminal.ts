import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { backendNamed } from '../agents/index.ts';
import type { Backend, Command } from '../agents/types.ts';
import { UserError } from '../errors.ts';
import { plainText } from '../report/text/plain-text.ts';
import { agentEnvironment } from '../secrets/agent-environment.ts';
import { createPlain } from './process/child-panes.ts';
import type { Launcher } from './process/launcher.ts';
import { defaultTiming, type Timing } from './process/pane-orders.ts';
import { openSwitchboard } from './process/pane-server.ts';
import { privateFolder } from './process/private-folder.ts';
import { runAttempt } from './process/run-attempt.ts';
import { defaultSession, sessionName, transcriptName } from './tmux/session-names.ts';
import { createTmux } from './tmux/tmux.ts';
import { TmuxError, tmuxClient } from './tmux/tmux-client.ts';
import type { Terminal } from './types.ts';

export interface TerminalOptions {
  /** `auto`: tmux if it can be had, else plain, with a notice; `require`: tmux, else a UserError. */
  readonly mode: 'auto' | 'require' | 'off';
  /** The user's word for the session; null: `sequential-<spec>`. */
  readonly session: string | null;
  readonly spec: string;
  readonly runId: string;
  /** Path of the node that runs the pane, and of the pane's program. */
  readonly node: string;
  readonly paneScript: string;
  /** The job's environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where the folder for socket and orders is made; default: the system's. */
  readonly tempDir?: string;
  /** Folder of the transcripts. */
  readonly logDir: string;
  readonly secrets: readonly string[];
  /** Resolves a backend's name to the program to start. */
  readonly program: (backend: string) => string;
  /** Says what a person should know. */
  readonly notice: (text: string) => void;
  readonly timing?: Partial<Timing>;
  readonly backend?: (name: string) => Backend;
}

/** Opens the place where attempts run: a tmux session, or plain children. One for a run; `close` it in any case. */
export async function createTerminal(options: TerminalOptions): Promise<Terminal> {
  const { folder, socket } = await privateFolder(options.tempDir ?? tmpdir());
  const launcher = await openLauncher(options, folder).catch(async (error: unknown) => {
    await rm(folder, { recursive: true, force: true });
    throw error;
  });
  let switchboard = await openSwitchboard(socket);
  const timing = { ...defaultTiming, ...options.timing };
  const withheldBefore = new Set<string>();
  let closing: Promise<void> | undefined;
  const note = (text: string) => launcher.note(`${new Date().toTimeString().slice(0, 8)}  ${plainText(text)}`);

  return {
    attach: launcher.attach,
    async run(attempt, on, stop) {
      const backend = (options.backend ?? backendNamed)(attempt.backend);
      const command = backend.command(options.program(attempt.backend), attempt.order);
      const { env, withheld } = agentEnvironment(options.env, backend, attempt.allowEnv);
      tellWithheld(withheld);
      await mendFolder();
      const draft = {
        socket,
        backend: attempt.backend,
        argv: await withFile(command, folder),
        env: { ...command.unlessSet, ...env, ...command.env, PWD: attempt.order.workdir },
        cwd: attempt.order.workdir,
        prompt: command.stdin,
        transcript: resolve(options.logDir, transcriptName(attempt.window, attempt.attempt)),
        secrets: options.secrets,
        unit: attempt.window,
        title: attempt.title,
        attempt: attempt.attempt,
        attempts: attempt.attempts,
        timeoutMs: attempt.timeoutMs,
        idleTimeoutMs: attempt.idleTimeoutMs,
        timing,
        window: launcher.attach === null ? null : { colour: !options.env.NO_COLOR },
      };
      note(`${attempt.window} started: ${attempt.title} (attempt ${attempt.attempt} of ${attempt.attempts})`);
      const stage = { launcher, switchboard, folder, node: options.node, paneScript: options.paneScript };
      const report = await runAttempt(stage, attempt.window, draft, on, stop);
      note(`${attempt.window} ended: ${report.end}; waiting for what comes next`);
      const begun = report.end === 'not-started' ? null : (command.session ?? null);
      const known = { ...report, session: report.session ?? begun };
      return backend.fromDisk?.(known, draft.env) ?? known;
    },
    close() {
      closing ??= closeAll();
      return closing;
    },
  };

  /** Agents are known to clean temporary folders up. */
  async function mendFolder(): Promise<void> {
    if (existsSync(socket)) return;
    await switchboard.close();
    await mkdir(folder, { recursive: true, mode: 0o700 });
    switchboard = await openSwitchboard(socket);
  }

  async function closeAll(): Promise<void> {
    await launcher.close();
    await switchboard.close();
    await rm(folder, { recursive: true, force: true });
  }

  /** Once a name, since a person whose build misses a variable needs to know, but not 50 times. */
  function tellWithheld(names: readonly string[]): void {
    const fresh = names.filter((name) => !withheldBefore.has(name));
    for (const name of fresh) withheldBefore.add(name);
    if (fresh.length > 0)
      options.notice(`kept from the agents: ${fresh.join(', ')} (agent-env names what they may see)`);
  }
}

/** The command's arguments, its file written and named among them. */
async function withFile({ argv, file }: Command, folder: string): Promise<Command['argv']> {
  if (file === undefined) return argv;
  const path = join(folder, file.name);
  await writeFile(path, file.text, { mode: 0o600 });
  return [...argv, file.flag, path];
}

async function openLauncher(options: TerminalOptions, folder: string): Promise<Launcher> {
  if (options.mode === 'off') return createPlain(options.env);
  const wanted = options.session ?? `sequential-${options.spec}`;
  const session = options.session === null ? defaultSession(options.spec) : sessionName(wanted);
  try {
    const greeting = `sequential-orchestration: ${options.spec}, run ${options.runId}. Each attempt has a window of its own.`;
    const inside = Boolean(options.env.TMUX);
    const tmux = await createTmux({ tmux: tmuxClient(options.env), session, folder, greeting, inside });
    if (session !== wanted) options.notice(`tmux cannot name a session "${wanted}": it is called ${session}`);
    return tmux;
  } catch (error) {
    if (!(error instanceof TmuxError)) throw error;
    if (options.mode === 'require') {
      const fix = error.missing ? 'install it: apt-get install tmux, or brew install tmux' : 'see that tmux runs';
      throw new UserError(error.message, { where: 'tmux: require', fix: `${fix}; or set tmux to auto or off` });
    }
    options.notice(`${error.message}: agents run without windows, nothing can be watched`);
    return createPlain(options.env);
  }
}
