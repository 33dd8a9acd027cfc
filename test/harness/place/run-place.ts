import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ownEnvironment, setEnvironment, setUmask } from './own-environment.ts';
import { endProcess, processesOf } from './processes.ts';
import { isKept, tempLeft } from './temp-left.ts';

/** So many files say whose they are. */
const MOST_NAMED = 20;
/** What the product calls its own in shared folders, with or without a dot, and what npm keeps of compiled code. */
const OURS = /^(?:\.?sequential|(?:node|v8)-compile-cache)/;
/** Linux's file system in memory, and the room there that is more than enough for a run, in bytes. */
const MEMORY = '/dev/shm';
const ROOM = 4 * 1024 ** 3;
/** 50 characters, as the longest of macOS's own has. */
const PLAIN = /^[\w./+-]{1,50}$/;
/** Folders of the machine in which a program looks for its own without being asked to. */
const SHARED = (home: string) => [
  tmpdir(),
  '/tmp',
  home,
  ...['.cache', '.config', '.local/state'].map((path) => join(home, path)),
];

/** In the folder of compiled code: has a program that requires it keep its own there. */
export const COMPILE_CACHE_PRELOAD = 'keep-compiled.cjs';

/** One folder for all that one run of the suite writes. */
export interface RunPlace {
  /** The environment that keeps a run to its folder. */
  readonly env: Readonly<Record<string, string>>;
  /** For the runner's own output; not looked at. */
  readonly results: string;
  /**
   * Ends what is left and takes the folder away; says what it was, a line each. `beside`: what is new in folders of the
   * machine; a run of somebody else's may have made it, so it is no failure.
   */
  close(): { readonly left: readonly string[]; readonly beside: readonly string[] };
}

/**
 * For a script that runs stories: they get a place and an environment as the suite's, with `more`, and what they leave is
 * told and a failure. Resolves to the exit code.
 */
export async function inRunPlace(tell: () => Promise<number>, more: NodeJS.ProcessEnv = {}): Promise<number> {
  const place = openRunPlace();
  const before = { ...process.env };
  setEnvironment({ ...ownEnvironment(before), ...more, ...place.env });
  try {
    const code = await tell();
    return sayLeft(place.close()) ? 1 : code;
  } catch (error) {
    place.close();
    throw error;
  } finally {
    setEnvironment(before);
  }
}

/** Was something left? */
export function sayLeft({ left, beside }: ReturnType<RunPlace['close']>): boolean {
  for (const one of left) console.error(`left behind: ${one}`);
  for (const one of beside) console.error(`new beside the run's folder, if by the suite then a mistake: ${one}`);
  return left.length > 0;
}

export function openRunPlace(): RunPlace {
  const home = homedir();
  setUmask();
  // Short, since a socket's path must be.
  const folder = mkdtempSync(join(ground(), 's-'));
  // A test may run something as another user.
  chmodSync(folder, 0o755);
  const [temp, ownHome, results, compiled] = ['t', 'home', 'results', 'compiled'].map((name) => {
    mkdirSync(join(folder, name));
    return join(folder, name);
  }) as [string, string, string, string];
  writeFileSync(join(compiled, COMPILE_CACHE_PRELOAD), "require('node:module').enableCompileCache?.(__dirname);\n");
  const before = new Set(oursIn(home));
  return {
    env: { TMPDIR: temp, HOME: ownHome, SUITE_COMPILE_CACHE: compiled },
    results,
    close() {
      const alive = processesOf(folder);
      for (const { pid } of alive) endProcess(pid);
      const ofTests = within(ownHome);
      const files = [...tempLeft(temp).map((path) => join(temp, path)), ...ofTests].slice(0, MOST_NAMED);
      rmSync(folder, { recursive: true, force: true });
      return {
        left: [...alive.map(({ pid, command }) => `process ${pid}: ${command}`), ...files],
        beside: oursIn(home).filter((path) => !before.has(path) && !isKept(path)),
      };
    },
  };
}

/**
 * Where TMPDIR says; else, or where tests could not work there, in memory, where the suite's many small files cost half;
 * unless the machine has it for data only.
 */
function ground(): string {
  if (process.env.TMPDIR && isFit(tmpdir())) return tmpdir();
  const disk = isFit(tmpdir()) ? tmpdir() : '/tmp';
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    if (bavail * bsize < ROOM) return disk;
    const probe = mkdtempSync(join(MEMORY, 's-'));
    try {
      const program = join(probe, 'program');
      writeFileSync(program, '', { mode: 0o755 });
      // Refused where it is mounted noexec, as in a container.
      accessSync(program, constants.X_OK);
      return MEMORY;
    } finally {
      rmSync(probe, { recursive: true });
    }
  } catch {
    return disk;
  }
}

/**
 * Scripts and sockets of tests have the path in them: it must be plain and short. And what a test of root's starts as
 * another user must come through.
 */
function isFit(folder: string): boolean {
  return PLAIN.test(folder) && existsSync(folder) && (process.getuid?.() !== 0 || isOpen(realpathSync(folder)));
}

/** May everybody pass through it? */
function isOpen(folder: string): boolean {
  return (statSync(folder).mode & constants.S_IXOTH) !== 0 && (folder === '/' || isOpen(dirname(folder)));
}

/** What lies in a folder; of its caches, each. */
function within(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => (name === '.cache' ? within(join(folder, name)) : [join(folder, name)]));
}

/** New names alone: a folder that was there may be in use by a run that has nothing to do with the suite. */
function oursIn(home: string): string[] {
  return [...new Set(SHARED(home))].flatMap((folder) => {
    try {
      return readdirSync(folder)
        .filter((name) => OURS.test(name))
        .map((name) => join(folder, name));
    } catch {
      return [];
    }
  });
}
