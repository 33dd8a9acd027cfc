import { isAbsolute, join } from 'node:path';
import { homeFolder } from '../../machine-user.ts';
import type { CheckoutFinder } from '../../repository/git/checkout.ts';

/** What a command gets of the process it runs in. */
export interface CommandContext {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** As the program was given them, its own name left out. */
  readonly args: readonly string[];
  /** Folder of the bundles. */
  readonly dist: string;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  /** Aborted on SIGINT and SIGTERM. */
  readonly stop: AbortSignal;
  readonly findCheckout: CheckoutFinder;
}

/** In cells; of one that does not know its size, and says 0, what terminals used to have. */
export function terminalSize({ columns, rows }: Pick<NodeJS.WriteStream, 'columns' | 'rows'>) {
  return { columns: columns || 80, rows: rows || 24 };
}

/** https://no-color.org, and FORCE_COLOR as Node itself reads it. */
export function wantsColour({ env, stdout }: Pick<CommandContext, 'env' | 'stdout'>): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0';
  return stdout.isTTY === true && env.TERM !== 'dumb';
}

/**
 * Transcripts are kept where no commit takes them up. A relative folder is ignored, as the XDG Base Directory
 * Specification has it (https://specifications.freedesktop.org/basedir).
 */
export function logFolder(context: Pick<CommandContext, 'env'>, spec: string, runId: string): string {
  return join(stateFolder(context), spec, runId);
}

/** What is kept of all runs on this machine; no sandboxed agent sees it. */
export function stateFolder({ env }: Pick<CommandContext, 'env'>): string {
  const absolute = (path: string | undefined) => (path !== undefined && isAbsolute(path) ? path : null);
  const stateHome = absolute(env.XDG_STATE_HOME) ?? join(homeFolder(env), '.local', 'state');
  return join(stateHome, 'sequential-orchestration');
}
