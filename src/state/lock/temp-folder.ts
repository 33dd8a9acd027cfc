import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { UserError } from '../../errors.ts';
import { processStart } from './process-start.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const OWNER_FILE = 'owner';

/** The process that made a folder, and when it started: another one may have its number by now. */
interface Owner {
  readonly machine: string;
  readonly pid: number;
  readonly start: string | null;
}

/** What `mkdtemp` puts behind the prefix. */
const RANDOM_PART = /^[A-Za-z0-9]{6}$/;

/** Where temporary folders may lie, the best place first: the runner's folder for the job, the user's, the machine's. */
export function tempPlaces({ RUNNER_TEMP, TMPDIR }: Environment): readonly string[] {
  const places = [RUNNER_TEMP, TMPDIR, tmpdir(), '/tmp', '/var/tmp'];
  return [...new Set(places.filter((place) => place !== undefined && isAbsolute(place)))] as string[];
}

/** Whether a sandbox hides a temporary folder from its agent, shows it to be read, or leaves it to be written. */
export type TempVisibility = 'hidden' | 'shown' | 'writable';

/**
 * In a place for temporary folders, the folder of all of ours. One that stays, since a sandbox covers what is there when
 * its agent starts: other runs come and go meanwhile, with keys in their folders.
 */
export function tempParent(place: string, visibility: TempVisibility): string {
  const name = `sequential-${process.getuid?.() ?? 'user'}`;
  return join(place, visibility === 'hidden' ? name : `${name}-${visibility}`);
}

/**
 * Makes a folder that only this user can enter, in the first of `places` that takes one: an agent, or whoever set the
 * variable, may have left a place that is missing, full or read-only. It names this process as its owner, so that a
 * later run can tell what a killed one left. UserError where no place will do.
 */
export function createTempFolder(
  prefix: string,
  places: readonly string[],
  visibility: TempVisibility = 'hidden',
): string {
  const failures: string[] = [];
  for (const place of places) {
    let folder: string | null = null;
    try {
      folder = mkdtempSync(join(makeTempParent(place, visibility), prefix));
      writeFileSync(join(folder, OWNER_FILE), JSON.stringify(currentOwner()), { mode: 0o600 });
      return folder;
    } catch (error) {
      if (folder !== null) rmSync(folder, { recursive: true, force: true });
      failures.push(`${place} (${(error as NodeJS.ErrnoException).code ?? error})`);
    }
  }
  throw new UserError(`no temporary folder can be created: ${failures.join(', ')}`, {
    where: 'TMPDIR',
    fix: 'set TMPDIR to a folder that you can write to, on a disk with free space',
  });
}

/** Makes it where it is missing; throws where somebody else has put something there, whom it would belong to. */
export function makeTempParent(place: string, visibility: TempVisibility): string {
  const parent = tempParent(place, visibility);
  try {
    mkdirSync(parent, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const stat = lstatSync(parent);
  if (!stat.isDirectory() || (process.getuid && stat.uid !== process.getuid()))
    throw Object.assign(new Error(parent), { code: `${parent} is not a folder of this user` });
  if (stat.mode & 0o077) chmodSync(parent, 0o700);
  return parent;
}

/**
 * The folders of that prefix whose owner has ended without removing them. One that names no owner is somebody else's or
 * just being made, and is left alone, however old it is.
 */
export function leftFolders(
  prefix: string,
  places: readonly string[],
  visibility: TempVisibility = 'hidden',
): readonly string[] {
  const uid = process.getuid?.();
  const parents = places.map((place) => tempParent(place, visibility));
  return parents.flatMap((parent) =>
    namesIn(parent)
      .filter((name) => name.startsWith(prefix) && RANDOM_PART.test(name.slice(prefix.length)))
      .map((name) => join(parent, name))
      .filter((folder) => {
        const stat = lstatSync(folder, { throwIfNoEntry: false });
        return stat?.isDirectory() === true && stat.uid === uid && isLeft(folder);
      }),
  );
}

/** In a place that others can write to, too: a folder that cannot be removed is no reason to stop. */
export function removeTempFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // It stays, as it did so far.
  }
}

let ownerOfThisProcess: Owner | null = null;

function currentOwner(): Owner {
  ownerOfThisProcess ??= { machine: machineName(), pid: process.pid, start: processStart(process.pid) };
  return ownerOfThisProcess;
}

/** Containers may share a temporary folder, and even the host's name: a process is looked for among our own alone. */
function machineName(): string {
  try {
    return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
}

/** Whoever cannot be looked for is taken for alive. */
function isLeft(folder: string): boolean {
  const owner = readOwner(folder);
  if (owner === null || owner.machine !== currentOwner().machine) return false;
  const start = processStart(owner.pid);
  return start === null || (owner.start !== null && owner.start !== start);
}

/** Read by hand: what the runner starts first is small, and has no schemas in it. */
function readOwner(folder: string): Owner | null {
  try {
    const file = join(folder, OWNER_FILE);
    if (!lstatSync(file).isFile()) return null;
    const { machine, pid, start } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    if (typeof machine !== 'string' || !Number.isSafeInteger(pid)) return null;
    return { machine, pid: pid as number, start: typeof start === 'string' ? start : null };
  } catch {
    return null;
  }
}

function namesIn(place: string): readonly string[] {
  try {
    return readdirSync(place);
  } catch {
    return [];
  }
}
