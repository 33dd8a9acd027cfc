import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { findProgram } from '../../agents/install/find-program.ts';
import { entriesBelow } from '../../entries-below.ts';
import { UserError } from '../../errors.ts';
import type { TokenSource } from '../../secrets/token-source.ts';
import { type Checkout, findCheckout } from '../git/checkout.ts';
import { configurationVariables } from '../git/configuration/git-configuration.ts';
import { localEnvironment } from '../git/configuration/git-environment.ts';
import { createGit, type Git } from '../git/git.ts';
import { parseRemoteAddress } from './address.ts';
import type { RemoteFailure } from './refusals/refusal.ts';
import { createRemote } from './remote.ts';
import { DEFAULT_RETRY_MS, retryUntilReachable } from './retry-remote.ts';

export interface CloneOptions {
  readonly url: string;
  /** null: the credentials that git finds by itself. */
  readonly tokens: TokenSource | null;
  /** Branch to check out; null: the default branch. */
  readonly branch: string | null;
  /** true: a workspace that holds something is an error, instead of being used as it is. */
  readonly requireEmpty: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => number;
  /** Ends early when `stop` is aborted. */
  readonly sleep: (ms: number) => Promise<void>;
  readonly notice: (text: string) => void;
  readonly stop?: AbortSignal;
}

/** Enough for most bases to be merged; `open` fetches more where it is not. */
const CLONE_DEPTH = 50;

export type CloneResult =
  | { readonly kind: 'cloned'; readonly branch: string | null; readonly head: string | null }
  /** The workspace holds something already, which is used as it is. */
  | { readonly kind: 'used' }
  /** The run was asked to stop while the remote was waited for. */
  | { readonly kind: 'stopped'; readonly reason: string };

/**
 * Clones into an empty workspace, without submodules, and with LFS files as pointers. The token is in no file and no
 * argument list, and no template or hook of the machine comes along.
 */
export async function cloneInto(workspace: string, options: CloneOptions): Promise<CloneResult> {
  mkdirSync(workspace, { recursive: true });
  await removeUnfinishedClone(workspace, options);
  if (readdirSync(workspace).length > 0) {
    if (!options.requireEmpty) return { kind: 'used' };
    throw new UserError('The workspace is not empty, so nothing can be cloned into it.', {
      where: workspace,
      fix: 'Use `checkout: auto` to work with the checkout that is there, or empty the folder first.',
    });
  }
  const { url } = parseRemoteAddress(options.url, workspace);
  const checkout = await initialise(workspace, url, options);
  const remote = createRemote(checkout, options);
  const retryPolicy = { ...options, retryForMs: DEFAULT_RETRY_MS };
  const names = ['HEAD', ...(options.branch === null ? [] : [`refs/heads/${options.branch}`])];
  const listed = await retryUntilReachable('reading the remote', retryPolicy, (ms) => remote.list(names, ms));
  if (listed.kind !== 'ok') return cloneFailure(options, url, listed);
  const branch = options.branch ?? listed.value.defaultBranch;
  const commit = listed.value.refs.get(names.at(-1) ?? '');
  if (branch === null || commit === undefined) {
    if (options.branch === null) {
      rmSync(markerPath(workspace));
      return { kind: 'cloned', branch: null, head: null };
    }
    throw new UserError(`The branch ${options.branch} is not on the remote.`, {
      where: url,
      fix: 'Name a branch that is.',
    });
  }
  const fetched = await retryUntilReachable('fetch', retryPolicy, (ms) =>
    remote.fetch([`refs/heads/${branch}`], [], CLONE_DEPTH, ms),
  );
  if (fetched.kind !== 'ok') return cloneFailure(options, url, fetched);
  await checkout.git(['update-ref', `refs/remotes/origin/${branch}`, commit]);
  writeFileSync(markerPath(workspace), commit);
  // The checkout is done with its branch, in one step: HEAD names it before.
  await checkout.git(['symbolic-ref', 'HEAD', `refs/heads/${branch}`]);
  await checkout.git(['checkout', '-q', '-B', branch, commit, '--']);
  rmSync(markerPath(workspace));
  return { kind: 'cloned', branch, head: commit };
}

/** An empty repository whose `origin` is that address. */
async function initialise(workspace: string, url: string, { env }: CloneOptions): Promise<Checkout> {
  const git = await findGit(workspace, env);
  mkdirSync(join(workspace, '.git'));
  writeFileSync(markerPath(workspace), '');
  await git(['init', '-q', '--template=']);
  await git(['remote', 'add', 'origin', url]);
  const found = await findCheckout(workspace, env, null);
  if (found.kind === 'none')
    throw new UserError(`The repository could not be cloned: ${found.reason}.`, { where: workspace });
  return found.checkout;
}

async function findGit(workspace: string, env: CloneOptions['env']): Promise<Git> {
  const gitEnvironment = localEnvironment(env, workspace);
  // Absolute, so that what is put into PATH later cannot take its place.
  const binary = await findProgram('git', gitEnvironment.PATH);
  if (binary === null)
    throw new UserError('git is not installed.', { where: 'PATH', fix: 'Install git 2.32 or newer.' });
  return createGit(binary, workspace, { ...gitEnvironment, ...configurationVariables([['safe.directory', '*']]) });
}

/** Stands in `.git` while a clone of ours is under way, and holds the commit that is being checked out. */
function markerPath(workspace: string): string {
  return join(workspace, '.git', 'sequential-clone');
}

/** Removes what a clone that was cut off left: its repository, and of its commit the files that were written so far. */
async function removeUnfinishedClone(workspace: string, { env, notice }: CloneOptions): Promise<void> {
  const marker = markerPath(workspace);
  const isMarked = lstatSync(marker, { throwIfNoEntry: false })?.isFile() === true;
  if (!isMarked && !isBareStart(workspace)) return;
  const git = await findGit(workspace, env);
  if (await hasWork(git, workspace)) {
    if (!isMarked) return;
    rmSync(marker);
    notice(
      `The repository is used as it is, although ${marker} said that its clone was cut off; that file was removed`,
    );
    return;
  }
  const commit = isMarked ? readFileSync(marker, 'utf8') : '';
  if (/^[0-9a-f]+$/.test(commit)) {
    const listed = await git(['ls-tree', '-r', '-z', '--name-only', commit], { accept: 'any', encoding: 'latin1' });
    removeFiles(workspace, listed.stdout.split('\0').slice(0, -1));
  }
  rmSync(join(workspace, '.git'), { recursive: true, force: true });
}

/**
 * What no clone of ours that was cut off can have, since the checkout makes its branch last: a commit at HEAD, or a ref
 * that is not the remote's. A repository that git cannot read has work if there are any objects.
 */
async function hasWork(git: Git, workspace: string): Promise<boolean> {
  const gitDir = join(workspace, '.git');
  const inside = (...args: string[]) => git([`--git-dir=${gitDir}`, ...args], { accept: 'any' });
  const refs = await inside('for-each-ref', '--format=%(refname)');
  if (refs.code !== 0) return filesBelow(join(gitDir, 'objects')).length > 0;
  if (refs.stdout.split('\n').some((ref) => ref !== '' && !ref.startsWith('refs/remotes/'))) return true;
  return (await inside('rev-parse', '-q', '--verify', 'HEAD')).code === 0;
}

/** Removes these files (paths as bytes), and the folders that are empty then. */
function removeFiles(workspace: string, paths: readonly string[]): void {
  const absolute = (path: string) => Buffer.concat([Buffer.from(`${workspace}/`), Buffer.from(path, 'latin1')]);
  const folders = new Set<string>();
  for (const path of paths) {
    if (lstatSync(absolute(path), { throwIfNoEntry: false })?.isDirectory() === false) unlinkSync(absolute(path));
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1))
      folders.add(path.slice(0, end));
  }
  // A folder stands before what is in it, and goes after that.
  for (const folder of [...folders].sort().reverse()) {
    try {
      rmdirSync(absolute(folder));
    } catch {
      // Something of somebody else's is in it, or it was never made.
    }
  }
}

/** A repository without an index and without files, as a clone begins. */
function isBareStart(workspace: string): boolean {
  const inside = (name: string) => existsSync(join(workspace, '.git', name));
  return readdirSync(workspace).join() === '.git' && inside('objects') && !inside('index');
}

function filesBelow(folder: string): readonly string[] {
  return entriesBelow(folder)
    .filter(({ kind }) => kind !== 'folder')
    .map((entry) => entry.name);
}

function cloneFailure({ stop }: CloneOptions, where: string, failure: RemoteFailure): CloneResult {
  const reason = failure.kind === 'behind' ? 'a ref moved' : failure.reason;
  if (stop?.aborted === true && failure.kind === 'transient') return { kind: 'stopped', reason };
  throw new UserError(`The repository could not be cloned: ${reason}`, {
    where,
    fix: failure.kind === 'refused' ? failure.remedy : 'Try again when the network and the server are available.',
  });
}
