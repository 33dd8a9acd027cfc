import { lstatSync, readdirSync, type Stats } from 'node:fs';
import { dirname, join } from 'node:path';
import type { IsolationPolicy } from '../policy/isolation-policy.ts';

/** Paths here are bytes, one a character, since a file's name need not be text. */
export const toBytes = (path: string): Buffer => Buffer.from(path, 'latin1');
const fromText = (path: string): string => Buffer.from(path).toString('latin1');

/** What another user is lent, and all that is needed to have it as it was. */
export interface Loan {
  readonly user: number;
  /** Whose all is that is not listed, and becomes what is new. */
  readonly owner: readonly [uid: number, gid: number];
  /** Folders, and files, that are lent with all that is in them. */
  readonly trees: readonly string[];
  /** Folders in which the user may make files of its own. */
  readonly folders: readonly string[];
  readonly owners: readonly (readonly [path: string, uid: number, gid: number])[];
  readonly modes: readonly (readonly [path: string, mode: number])[];
}

/** A loan with what is to be done for it. */
export interface LoanPlan {
  readonly loan: Loan;
  readonly given: readonly string[];
  readonly newModes: readonly (readonly [path: string, mode: number])[];
}

const OTHERS = 0o007;
/** Others may make files in it, and touch none but their own. */
const SHARED = 0o1007;
/** Where modes are the kernel's, which lets nobody but root write. */
const KERNEL = /^\/(?:proc|sys)(?:\/|$)/;

/**
 * What has to change for another user to reach what a policy lends, and nothing that it covers. Changes nothing. Called
 * while no process of that user lives.
 */
export function planLoan(policy: IsolationPolicy, user: number, owner: Loan['owner']): LoanPlan {
  const hidden = policy.hidden.map(({ path }) => fromText(path));
  const readOnly = policy.readOnly.filter((path) => !KERNEL.test(path)).map(fromText);
  const [trees, folders] = [policy.lent.trees.map(fromText), policy.lent.folders.map(fromText)];
  const covered = new Set([...hidden, ...readOnly]);
  const modes = createModes();
  const { given, owners } = planOwners(trees, { user, owner, covered, modes });
  for (const path of folders)
    if (lstat(path)?.isDirectory() && !covered.has(path) && !given.has(path))
      modes.change(path, lstat(path), (mode) => mode | SHARED);
  const readable = policy.lent.readable.map(fromText);
  for (const path of readable) planReading(path, new Set(hidden), modes);
  for (const path of readOnly) modes.change(path, lstat(path), (mode) => mode & ~0o002);
  for (const path of hidden) modes.change(path, lstat(path), (mode) => mode & ~OTHERS);
  // Who has a folder needs no more, and could put a link in its place before the mode is restored.
  for (const path of new Set([...trees, ...folders, ...readable].flatMap(foldersAbove)))
    if (!covered.has(path) && !given.has(path)) modes.change(path, lstat(path), (mode) => mode | 0o001);
  const { before, after } = modes;
  return { loan: { user, owner, trees, folders, owners, modes: before() }, given: [...given], newModes: after() };
}

type Modes = ReturnType<typeof createModes>;

/** All in the trees; but a folder that something covered lies in is no more than shared, as who has it could move that. */
function planOwners(
  trees: readonly string[],
  { user, owner, covered, modes }: Pick<Loan, 'user' | 'owner'> & { covered: ReadonlySet<string>; modes: Modes },
) {
  const above = new Set([...covered].flatMap(foldersAbove));
  const owners: [string, number, number][] = [];
  const given = new Set<string>();
  const links = createLinkCount();
  const give = (path: string, stat: Stats) => {
    const { uid, gid } = stat;
    if (given.has(path) || uid === user) return;
    links.add(path, stat);
    given.add(path);
    if (uid !== owner[0] || gid !== owner[1]) owners.push([path, uid, gid]);
  };
  const visit = (path: string): void => {
    const stat = lstat(path);
    if (stat === null || covered.has(path)) return;
    if (above.has(path)) modes.change(path, stat, (mode) => mode | SHARED);
    else give(path, stat);
    if (stat.isDirectory()) for (const name of namesIn(path)) visit(join(path, name));
  };
  trees.forEach(visit);
  // What has a name elsewhere too is not of the tree alone: an agent may have put it there, to be given it.
  const shared = links.incomplete();
  for (const path of shared) given.delete(path);
  return { given, owners: owners.filter(([path]) => !shared.has(path)) };
}

/** Of files with several names, which of them were seen. */
function createLinkCount() {
  const files = new Map<string, { readonly count: number; readonly paths: string[] }>();
  return {
    add(path: string, stat: Stats): void {
      if (stat.isDirectory() || stat.nlink < 2) return;
      const id = `${stat.dev}:${stat.ino}`;
      const file = files.get(id) ?? { count: stat.nlink, paths: [] };
      file.paths.push(path);
      files.set(id, file);
    },
    /** Those of files that have a name which was not seen. */
    incomplete: () => new Set([...files.values()].flatMap(({ count, paths }) => (paths.length < count ? paths : []))),
  };
}

/** To be read by everybody, and written by nobody else. What can be read at the top can be so below. */
function planReading(path: string, hidden: ReadonlySet<string>, modes: Modes, inner = false): void {
  const stat = lstat(path);
  if (stat === null || stat.isSymbolicLink() || hidden.has(path)) return;
  const readable = 0o004 | (stat.mode & 0o100 ? 0o001 : 0);
  modes.change(path, stat, (mode) => (mode & ~0o002) | readable);
  if (stat.isDirectory() && (inner || (stat.mode & readable) !== readable))
    for (const name of namesIn(path)) planReading(join(path, name), hidden, modes, true);
}

/** Modes as they were and as they are to be, each path's changes one upon another. */
function createModes() {
  const known = new Map<string, { readonly was: number; now: number }>();
  const list = (which: 'was' | 'now') => () =>
    [...known].flatMap(([path, mode]) => (mode.was === mode.now ? [] : [[path, mode[which]] as const]));
  return {
    change(path: string, stat: Stats | null, change: (mode: number) => number): void {
      if (stat === null || stat.isSymbolicLink()) return;
      const mode = known.get(path) ?? { was: stat.mode & 0o7777, now: stat.mode & 0o7777 };
      known.set(path, { ...mode, now: change(mode.now) });
    },
    before: list('was'),
    after: list('now'),
  };
}

function foldersAbove(path: string): readonly string[] {
  const above = dirname(path);
  return above === path ? [] : [above, ...foldersAbove(above)];
}

/** null: there is nothing. */
export function lstat(path: string): Stats | null {
  try {
    return lstatSync(toBytes(path));
  } catch {
    return null;
  }
}

export function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(toBytes(folder), 'latin1');
  } catch {
    return [];
  }
}
