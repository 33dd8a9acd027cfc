import { chmodSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SHARED, watchOutside } from './outside.ts';
import { ownEnvironment, setEnvironment, setUmask } from './own-environment.ts';
import { endProcess, survivors } from './processes.ts';
import { isKept } from './temp-left.ts';

/** So many files say whose they are. */
const MOST_NAMED = 20;
/** A machine of its own for one test file: temporary folder, HOME (and with it the XDG folders), tmux servers. */
export interface Place {
  /** All of it. */
  readonly folder: string;
  /**
   * Takes it away, and sets environment and working folder back. Throws where something was left, or done outside of it:
   * names the files, the processes and the servers.
   */
  close(): Promise<void>;
}

/** Gives this process, and whatever it starts, a place of its own; `besides`: folders that it may write to as well. */
export function openPlace(besides: readonly string[] = []): Place {
  const before = { ...process.env };
  // Short, since a socket's path must be.
  const folder = mkdtempSync(join(tmpdir(), 't-'));
  // A test may run something as another user.
  chmodSync(folder, 0o755);
  setEnvironment(ownEnvironment(before));
  setUmask();
  for (const [name, part] of [
    ['TMPDIR', 'tmp'],
    ['HOME', 'home'],
    ['TMUX_TMPDIR', 'tmux'],
  ] as const) {
    mkdirSync(join(folder, part));
    process.env[name] = join(folder, part);
  }
  const watch = watchOutside([folder, realpathSync(folder), ...SHARED, ...besides]);
  return {
    folder,
    async close() {
      setEnvironment(before);
      const outside = await watch.end();
      const alive = await survivors(folder);
      for (const { pid } of alive) endProcess(pid);
      const files = filesLeft(folder);
      rmSync(folder, { recursive: true, force: true });
      const left = [...alive.map(({ pid, command }) => `process ${pid}: ${command}`), ...files, ...outside];
      if (left.length > 0) throw new Error(`A test left something behind:\n  ${left.join('\n  ')}`);
    },
  };
}

/** Paths in the place. */
function filesLeft(folder: string): string[] {
  return ['tmp', 'home', 'tmux']
    .flatMap((part) => readdirSync(join(folder, part), { recursive: true }).map((name) => join(part, String(name))))
    .filter((path) => !isKept(path))
    .slice(0, MOST_NAMED);
}
