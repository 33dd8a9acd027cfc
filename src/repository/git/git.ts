import { type ChildProcess, spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { delimiter, isAbsolute, relative } from 'node:path';
import type { Writable } from 'node:stream';
import { UserError } from '../../errors.ts';
import { formatDuration } from '../../report/text/numbers.ts';
import { lastCharacters } from '../../text.ts';
import { type SilenceLimits, watchSilence } from './silence.ts';

/** What one git process said. Output is decoded as asked: `latin1` keeps the bytes of paths that are no UTF-8. */
export interface GitResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Why we ended it, for a sentence that starts with its name; null: it ended by itself. */
  readonly cutShort: string | null;
}

interface GitOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Of input and standard output; default utf8. */
  readonly encoding?: 'utf8' | 'latin1';
  /** ms; default 2 min for what stays on this machine. */
  readonly timeoutMs?: number;
  /** Default: it may be silent for all of that time. */
  readonly silence?: SilenceLimits;
  /** Exit codes that are answers; any other throws. Default [0]. */
  readonly accept?: readonly number[] | 'any';
  readonly signal?: AbortSignal | undefined;
  /**
   * What git's credential helper reads from its descriptor 3 (see `tokenConfiguration`): a socket, so that no other
   * process can open it by way of /proc, as it could an environment, an argument list, a file or a pipe.
   */
  readonly credential?: string;
  /** Takes standard output in chunks as it comes; `stdout` of the result is empty then. */
  readonly onStdout?: (chunk: Buffer) => void;
}

export type Git = (args: readonly string[], options?: GitOptions) => Promise<GitResult>;

/** git said no where a yes was expected. */
export class GitError extends Error {
  override readonly name = 'GitError';
  readonly result: GitResult;

  constructor(args: readonly string[], result: GitResult) {
    const reason = result.cutShort ?? `ended with ${result.code}`;
    super(`git ${args.slice(0, 3).join(' ')} ${reason}: ${lastCharacters(result.stderr.trim(), 2000)}`);
    this.result = result;
  }
}

/** Somebody else ended git, which is never an answer; on a machine without memory left, the kernel does. */
export class GitKilledError extends UserError {
  constructor(args: readonly string[], signal: NodeJS.Signals) {
    const cause = signal === 'SIGKILL' ? ' (out of memory?)' : '';
    super(`git ${subcommand(args)} was killed by ${signal}${cause}`, {
      where: 'git',
      fix: 'Check that the machine has enough free memory, then run the same command again: finished work is saved.',
    });
  }
}

/** Commands that only look: one that was killed is tried once more. */
const REPEATABLE = new Set(
  'cat-file check-attr check-ignore check-ref-format config diff diff-files diff-tree for-each-ref log ls-files ls-tree merge-base rev-list rev-parse show status version'.split(
    ' ',
  ),
);

/** The first argument that is not a setting of git's own. */
function subcommand(args: readonly string[]): string {
  const settings = args.findIndex((arg, index) => arg !== '-c' && args[index - 1] !== '-c');
  return args[settings] ?? '';
}

/** No prompt, no pager, no editor, English messages; no replaced objects, since an agent can write `refs/replace`. */
const UNATTENDED_ENVIRONMENT = {
  LC_ALL: 'C',
  GIT_TERMINAL_PROMPT: '0',
  GIT_ASKPASS: '',
  SSH_ASKPASS: '',
  GIT_EDITOR: ':',
  GIT_PAGER: 'cat',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_LFS_SKIP_SMUDGE: '1',
  GIT_ADVICE: '0',
};

/**
 * Runs git as argv, without a shell. A process group of its own keeps a terminal's Ctrl-C from cutting a commit in two,
 * and lets a time limit end git's helpers too.
 */
export function createGit(binary: string, cwd: string, env: Readonly<Record<string, string>>): Git {
  const run: Git = (args, options = {}) => {
    const child = spawn(binary, args, {
      cwd: options.cwd ?? cwd,
      env: { ...env, ...UNATTENDED_ENVIRONMENT, ...options.env },
      stdio: [
        options.input === undefined ? 'ignore' : 'pipe',
        'pipe',
        'pipe',
        ...(options.credential === undefined ? [] : (['pipe'] as const)),
      ],
      detached: true,
    });
    feed(child, options);
    return collectResult(child, args, options);
  };
  return async (args, options = {}) => {
    const isRepeatable = REPEATABLE.has(subcommand(args)) && options.onStdout === undefined;
    try {
      return await run(args, options);
    } catch (error) {
      if (!(error instanceof GitKilledError && isRepeatable)) throw error;
      return run(args, options);
    }
  };
}

function feed(child: ChildProcess, { input, encoding = 'utf8', credential }: GitOptions): void {
  // A git that ends before it read all of its input breaks the pipe; its exit code tells why.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(input, encoding);
  const credentialPipe = child.stdio[3] as Writable | undefined;
  // A remote that asks for none never reads it.
  credentialPipe?.on('error', () => undefined);
  credentialPipe?.end(credential);
}

function collectResult(child: ChildProcess, args: readonly string[], options: GitOptions): Promise<GitResult> {
  const { encoding = 'utf8', accept = [0] } = options;
  return new Promise((resolve, reject) => {
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    const limits = endWithinLimits(child, options);
    child.stdout?.on('data', options.onStdout ?? ((chunk: Buffer) => out.push(chunk)));
    child.stderr?.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', (cause) => {
      limits.cancel();
      reject(cause);
    });
    child.on('close', (code, signal) => {
      limits.cancel();
      const cutShort = limits.cutShort();
      if (cutShort === null && signal !== null) return reject(new GitKilledError(args, signal));
      const result: GitResult = {
        code: cutShort === null ? (code ?? 128) : 124,
        stdout: Buffer.concat(out).toString(encoding),
        stderr: Buffer.concat(err).toString('utf8'),
        cutShort,
      };
      if (accept === 'any' || (cutShort === null && accept.includes(result.code))) resolve(result);
      else reject(new GitError(args, result));
    });
  });
}

/** Ends the process group when the time is over, on a long silence, and when the caller asks to. */
function endWithinLimits(child: ChildProcess, { timeoutMs = 120_000, silence, signal }: GitOptions) {
  let cutShort: string | null = null;
  const end = (why: string) => {
    cutShort ??= why;
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // already gone
    }
  };
  const timer = setTimeout(end, timeoutMs, 'took too long');
  const abort = () => end('did not answer in time');
  signal?.addEventListener('abort', abort, { once: true });
  if (signal?.aborted === true) abort();
  const watch = silence && watchSilence(silence, (ms) => end(`was silent for ${formatDuration(ms)}`));
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', () => watch?.heard());
  return {
    cutShort: () => cutShort,
    cancel() {
      clearTimeout(timer);
      watch?.cancel();
      signal?.removeEventListener('abort', abort);
    },
  };
}

/** Folders of PATH that no file of the working tree can be put into: an agent must not become our `git` or `ssh`. */
export function trustedPath(path: string, workdir: string): string {
  let realWorkdir = workdir;
  try {
    realWorkdir = realpathSync(workdir);
  } catch {
    // not there yet: a clone's target
  }
  const isOutside = (folder: string, root: string) => {
    const relativePath = relative(root, folder);
    return relativePath === '..' || relativePath.startsWith('../') || isAbsolute(relativePath);
  };
  return path
    .split(delimiter)
    .filter((folder) => isAbsolute(folder) && isOutside(folder, workdir) && isOutside(folder, realWorkdir))
    .join(delimiter);
}
