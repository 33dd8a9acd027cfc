import type { ChangeSize } from '../run-events/types.ts';
import { firstCharacters } from '../text.ts';
import { readPatchText } from './git/bounded-patch.ts';
import { findCheckout } from './git/checkout.ts';
import type { Git } from './git/git.ts';

/** What a commit changed, records and task lists left out. */
export interface CommitChange {
  /** Lines are null where git tells none: a binary file. */
  readonly files: readonly { readonly path: string; readonly added: number | null; readonly removed: number | null }[];
  readonly diff: string;
  readonly isCut: boolean;
}

/** Records and ticks change with every unit, and are no work. */
const NO_WORK = ['SEQUENTIAL_STATE.json', 'SEQUENTIAL_PROGRESS.md', 'specs/**/tasks.md', 'changes/**/tasks.md'];
const WITHOUT_RECORDS = NO_WORK.map((name) => `:(top,exclude,glob)**/${name}`);
/** No program that the repository's configuration or attributes name is run for who only looks. */
const UNTOUCHED = ['--no-color', '--no-ext-diff', '--no-textconv'];
const PLAIN = ['--format=', ...UNTOUCHED, '-M', '--first-parent', '--end-of-options'];
const PREFIXES = ['--src-prefix=a/', '--dst-prefix=b/'];

/** The commits of a working tree. */
export interface CommitChanges {
  /** `maxDiff` in characters; null: it is no commit of this repository. */
  of(commit: string, maxDiff: number): Promise<CommitChange | null>;
  /** See `unitCommits`. */
  ofUnits(names: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** Looks commits of a working tree up; null: there is no repository. */
export async function openCommitChanges(
  workdir: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<CommitChanges | null> {
  const found = await findCheckout(workdir, env, null).catch(() => null);
  if (found?.kind !== 'checkout') return null;
  const { git } = found.checkout;
  return {
    of: (commit, maxDiff) => changeOf(git, commit, maxDiff),
    ofUnits: (names) => unitCommits(git, names),
  };
}

/** Further back (commits) no unit's commit is looked for: one that the state does not hold is one of the last. */
const LOOKED_THROUGH = 500;

/** The newest commit of each unit of a spec of these names, by the task's number in its trailers: no state holds the commit it is in. */
export async function unitCommits(git: Git, names: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const trailers = ['Spec', 'Task'].map((name) => `%(trailers:key=${name},valueonly)`);
  const args = ['log', `-${LOOKED_THROUGH}`, '-z', `--format=${['%H', ...trailers].join('%x01')}`, 'HEAD', '--'];
  const { code, stdout } = await git(args, { accept: 'any' });
  if (code !== 0) return new Map();
  const found = new Map<string, string>();
  for (const entry of stdout.split('\0')) {
    const [sha = '', of, unit] = entry.split('\x01').map((part) => part.trim());
    if (of !== undefined && names.includes(of) && unit !== undefined && unit !== '' && !found.has(unit))
      found.set(unit, sha);
  }
  return found;
}

async function changeOf(git: Git, commit: string, maxDiff: number): Promise<CommitChange | null> {
  if (!/^[0-9a-f]{7,64}$/.test(commit)) return null;
  const show = (...options: string[]) =>
    git(['-c', 'core.quotePath=false', 'show', ...options, ...PLAIN, commit, '--', '.', ...WITHOUT_RECORDS], {
      accept: 'any',
    });
  const counted = await show('--numstat', '-z');
  if (counted.code !== 0) return null;
  const { code, stdout } = await show('-p');
  const diff = code === 0 ? stdout.trim() : '';
  return { files: readNumstat(counted.stdout), diff: firstCharacters(diff, maxDiff), isCut: diff.length > maxDiff };
}

/** `added TAB removed TAB path NUL`, and of a renamed file `added TAB removed TAB NUL from NUL to NUL`. */
function readNumstat(text: string): CommitChange['files'] {
  const fields = text.split('\0');
  const files: { path: string; added: number | null; removed: number | null }[] = [];
  for (let at = 0; at < fields.length; at += 1) {
    const [added = '', removed = '', path] = (fields[at] ?? '').trimStart().split('\t');
    if (path === undefined) continue;
    const isRenamed = path === '';
    files.push({ path: isRenamed ? (fields[at + 2] ?? '') : path, added: count(added), removed: count(removed) });
    if (isRenamed) at += 2;
  }
  return files;
}

function count(text: string): number | null {
  return /^\d+$/.test(text) ? Number(text) : null;
}

/** ` 3 files changed, 10 insertions(+), 2 deletions(-)` */
const FILES = /\b(\d{1,15}) files? changed/;
const ADDED = /\b(\d{1,15}) insertion/;
const REMOVED = /\b(\d{1,15}) deletion/;

/** See `GitRepository.commitSizes`: one process for all of them. */
export async function commitSizes(git: Git, commits: readonly string[]): Promise<ReadonlyMap<string, ChangeSize>> {
  if (commits.length === 0) return new Map();
  const shown = ['--format=%x00%H', '--shortstat', '-M', '--first-parent', '--no-ext-diff', '--no-textconv'];
  const args = ['log', '--no-walk=unsorted', '--ignore-missing', ...shown, '--end-of-options', ...commits];
  const { code, stdout } = await git([...args, '--', '.', ...WITHOUT_RECORDS], { accept: 'any' });
  if (code !== 0) return new Map();
  return new Map(
    stdout.split('\0').flatMap((part) => {
      const sha = part.slice(0, part.indexOf('\n'));
      const count = (pattern: RegExp) => Number(pattern.exec(part)?.[1] ?? 0);
      return sha === '' ? [] : [[sha, { files: count(FILES), added: count(ADDED), removed: count(REMOVED) }]];
    }),
  );
}

/** Of which files, and from when on. */
export interface PatchScope {
  /** Repository-relative. */
  readonly paths: readonly string[];
  /** ISO 8601: when the unit of the first checkpoint began; commits before it are nobody's. */
  readonly since: string;
}

/** More commits than that are not walked to find what a checkpoint has in it. */
const MAX_WALKED = 2000;

/** See `Repository.patchesOf`. Two processes, however many there are. */
export async function patchesOf(
  git: Git,
  checkpoints: readonly string[],
  { paths, since }: PatchScope,
): Promise<ReadonlyMap<string, string>> {
  const patches = new Map<string, string>();
  if (checkpoints.length === 0 || paths.length === 0) return patches;
  const walked = await git(['rev-list', '--first-parent', `-n${MAX_WALKED}`, `--since=${since}`, 'HEAD'], {
    accept: 'any',
  });
  // An agent that commits by itself leaves its checkpoint little more than the records.
  const owners = new Map<string, string>();
  let owner: string | null = null;
  for (const id of walked.stdout.split('\n').filter(Boolean)) {
    if (checkpoints.includes(id)) owner = id;
    if (owner !== null) owners.set(id, owner);
  }
  const shown = ['--format=%x00%H', '-p', '-M', '--no-merges', '--text', ...PREFIXES, ...UNTOUCHED];
  if (owners.size === 0) return patches;
  const args = ['log', '--first-parent', `-n${MAX_WALKED}`, `--since=${since}`, ...shown, 'HEAD', '--'];
  const patch = await readPatchText(git, [...args, ...paths.map((path) => `:(top,literal)${path}`)]);
  for (const part of patch.split(/(?:^|\n)\0/)) {
    const checkpoint = owners.get(part.slice(0, part.indexOf('\n')));
    if (checkpoint !== undefined) patches.set(checkpoint, `${part}\n${patches.get(checkpoint) ?? ''}`);
  }
  return patches;
}
