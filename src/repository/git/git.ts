import { spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { delimiter, isAbsolute, relative } from 'node:path';
import type { Writable } from 'node:stream';
import { lastCharacters } from '../../text.ts';

/** What one git process said. Output is decoded as asked: `latin1` keeps the bytes of paths that are no UTF-8. */
export interface GitResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly timedOut: boolean;
}

interface GitOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Of input and standard output; default utf8. */
  readonly encoding?: 'utf8' | 'latin1';
  /** ms; default 2 min for what stays on this machine. */
  readonly timeoutMs?: number;
  /** Exit codes that are answers; any other throws. Default [0]; 'any' never throws. */
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
    const reason = result.timedOut ? 'took too long' : `ended with ${result.code}`;
    super(`git ${args.slice(0, 3).join(' ')} ${reason}: ${lastCharacters(result.stderr.trim(), 2000)}`);
    this.result = result;
  }
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
  return (args, options = {}) => {
    const encoding = options.encoding ?? 'utf8';
    return new Promise((resolve, reject) => {
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
      const out: Buffer[] = [];
      const err: Buffer[] = [];
      let timedOut = false;
      const kill = () => {
        timedOut = true;
        try {
          if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
        } catch {
          // already gone
        }
      };
      const timer = setTimeout(kill, options.timeoutMs ?? 120_000);
      options.signal?.addEventListener('abort', kill, { once: true });
      if (options.signal?.aborted === true) kill();
      child.stdout?.on('data', options.onStdout ?? ((chunk: Buffer) => out.push(chunk)));
      child.stderr?.on('data', (chunk: Buffer) => err.push(chunk));
      // A git that ends before it read all of its input breaks the pipe; its exit code tells why.
      child.stdin?.on('error', () => undefined);
      child.stdin?.end(options.input, encoding);
      const credential = child.stdio[3] as Writable | undefined;
      // A remote that asks for none never reads it.
      credential?.on('error', () => undefined);
      credential?.end(options.credential);
      const cleanUp = () => {
        clearTimeout(timer);
        options.signal?.removeEventListener('abort', kill);
      };
      child.on('error', (cause) => {
        cleanUp();
        reject(cause);
      });
      child.on('close', (code) => {
        cleanUp();
        const result: GitResult = {
          code: timedOut ? 124 : (code ?? 128),
          stdout: Buffer.concat(out).toString(encoding),
          stderr: Buffer.concat(err).toString('utf8'),
          timedOut,
        };
        const accept = options.accept ?? [0];
        if (accept === 'any' || (!timedOut && accept.includes(result.code))) resolve(result);
        else reject(new GitError(args, result));
      });
    });
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
