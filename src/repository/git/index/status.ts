import type { Git } from '../git.ts';

/** A path's bytes, one a character, since not every file name is UTF-8; `readable` for people. */
export type BytePath = string;

export interface StatusEntry {
  readonly path: BytePath;
  readonly kind: 'changed' | 'unmerged' | 'untracked';
  /** How the index differs from HEAD; `.` not at all. */
  readonly staged: string;
  readonly submodule: boolean;
  /** A git repository inside the working tree, not known as a submodule. */
  readonly nested: boolean;
}

export interface Status {
  /** null before the first commit. */
  readonly head: string | null;
  /** null where HEAD is detached. */
  readonly branch: string | null;
  readonly entries: readonly StatusEntry[];
}

export const readable = (path: BytePath): string => Buffer.from(path, 'latin1').toString('utf8');

export const bytes = (path: string): BytePath => Buffer.from(path, 'utf8').toString('latin1');

const STATUS = [
  'status',
  '--porcelain=v2',
  '-z',
  '--branch',
  '--untracked-files=all',
  '--ignore-submodules=dirty',
  '--no-renames',
];

/** What is uncommitted in the working tree. Of submodules only another commit counts; nothing runs inside them. */
export async function readStatus(git: Git): Promise<Status> {
  return parseStatus((await git(STATUS, { encoding: 'latin1' })).stdout);
}

/** The same, and the index stays as it is: git would take files that it was to look into for unchanged from then on. */
export async function readStatusOnly(git: Git): Promise<Status> {
  return parseStatus((await git(STATUS, { encoding: 'latin1', env: { GIT_OPTIONAL_LOCKS: '0' } })).stdout);
}

/** Reads `git status --porcelain=v2 -z --branch --no-renames`, decoded as latin1. */
export function parseStatus(output: string): Status {
  const lines = output.split('\0');
  const header = (name: string) => lines.find((line) => line.startsWith(`# ${name} `))?.slice(name.length + 3) ?? null;
  const head = header('branch.oid');
  const branch = header('branch.head');
  return {
    head: head === '(initial)' ? null : head,
    branch: branch === null || branch === '(detached)' ? null : readable(branch),
    entries: lines.flatMap((line) => parseEntry(line) ?? []),
  };
}

function parseEntry(line: string): StatusEntry | null {
  if (line.startsWith('? ')) {
    const path = line.slice(2);
    return { path, kind: 'untracked', staged: '.', submodule: false, nested: path.endsWith('/') };
  }
  const unmerged = line.startsWith('u ');
  if (!unmerged && !line.startsWith('1 ')) return null;
  const fields = line.split(' ');
  return {
    path: fields.slice(unmerged ? 10 : 8).join(' '),
    kind: unmerged ? 'unmerged' : 'changed',
    staged: fields[1]?.[0] ?? '.',
    submodule: fields[2]?.startsWith('S') ?? false,
    nested: false,
  };
}
