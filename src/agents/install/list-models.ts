import { execFile } from 'node:child_process';
import type { Cli } from '../vendor-facts.ts';
import type { ProbeStart } from './version-check.ts';

/** How long it may take: the list is read from files, or fetched once from the vendor. */
const timeLimitMs = 60_000;

/**
 * The models that a CLI knows by its own list, which calls none of them. Empty: it has no list, or did not give it.
 * `workdir`: the project may configure models too.
 */
export function listModels(
  { listModels: args }: Cli,
  path: string,
  options: ProbeStart & {
    readonly workdir: string;
    readonly stop?: AbortSignal | undefined;
  },
): Promise<readonly string[]> {
  if (args === undefined) return Promise.resolve([]);
  const { prefix, env, workdir: cwd, stop: signal } = options;
  const [program = '', ...programArgs] = [...prefix, path, ...args];
  const limits = { timeout: timeLimitMs, killSignal: 'SIGKILL', maxBuffer: 1 << 22 } as const;
  return new Promise((resolve) => {
    const child = execFile(program, programArgs, { env: { ...env }, cwd, signal, ...limits }, (error, stdout) => {
      const lines = stdout.split('\n').map((line) => line.trim());
      resolve(error === null ? lines.filter((line) => line !== '') : []);
    });
    child.stdin?.on('error', () => {});
    child.stdin?.end();
  });
}
