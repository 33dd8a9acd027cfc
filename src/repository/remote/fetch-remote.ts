import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../errors.ts';
import { patternsInTheWay, refuseNameInTheWay } from '../branches/branch-names.ts';
import type { Checkout } from '../git/checkout.ts';
import { recordsRef, workInProgressRef } from '../git/refs.ts';
import { retryPolicyOf } from '../opened.ts';
import type { RepositoryOptions } from '../types.ts';
import type { RemoteFailure } from './refusals/refusal.ts';
import type { Remote } from './remote.ts';
import { retryUntilReachable } from './retry-remote.ts';

/** What there is to start from: commits that are all in the object store now. */
export interface RemoteState {
  readonly defaultBranch: string | null;
  /** Name of the base branch; null where none can be told. */
  readonly base: string | null;
  /** The remote's, or without one the local. */
  readonly baseCommit: string | null;
  readonly remoteWorkCommit: string | null;
  readonly wip: string | null;
  /** Work branches of other specs, by name; their commits need not be here. */
  readonly otherWorkBranches: ReadonlyMap<string, string>;
  /** What the ref of the spec's records has: a commit, unless somebody put something else there. */
  readonly records: string | null;
  /** Fetches more history of the branches, for a shallow clone. */
  readonly deepen: (depth: number) => Promise<void>;
}

/** Depth of the first fetch into a shallow clone. */
const INITIAL_FETCH_DEPTH = 50;

/** Asks the remote for base, work branch and unfinished work, and fetches what is not here. */
export async function fetchRemoteState(
  checkout: Checkout,
  remote: Remote,
  options: RepositoryOptions,
  workBranch: string,
  head: string | null,
): Promise<RemoteState> {
  const listed = await listRemote(remote, options, workBranch);
  const { baseCommit, remoteWorkCommit, wip, records } = listed;
  const usesBase = options.workBranch !== '' || options.baseBranch !== null;
  const neededRefs = new Map<string, string>();
  // Work on the checked-out branch starts from itself; a base is merged into it only if one was named.
  if (listed.base !== null && baseCommit !== null && usesBase) neededRefs.set(`refs/heads/${listed.base}`, baseCommit);
  if (remoteWorkCommit !== null) neededRefs.set(`refs/heads/${workBranch}`, remoteWorkCommit);
  const branches = [...neededRefs.keys()];
  if (wip !== null) neededRefs.set(workInProgressRef(options.spec), wip);
  if (records !== null) neededRefs.set(recordsRef(options.spec), records);
  const haves = head === null ? [] : [head];
  const fetch = async (names: readonly string[], depth: number | null) => {
    const fetched = await retryUntilReachable('fetch', retryPolicyOf(options), (ms) =>
      remote.fetch(names, haves, depth, ms),
    );
    if (fetched.kind !== 'ok') throw remoteError(remote, fetched, options.stop);
  };
  const shallow = existsSync(join(checkout.commonDir, 'shallow'));
  const missing = await missingCommits(checkout, neededRefs);
  if (missing.length > 0) await fetch(missing, shallow ? INITIAL_FETCH_DEPTH : null);
  return { ...listed, deepen: (depth) => fetch(branches, depth) };
}

async function listRemote(
  remote: Remote,
  options: RepositoryOptions,
  workBranch: string,
): Promise<Omit<RemoteState, 'deepen'>> {
  const wipRef = workInProgressRef(options.spec);
  const savedRef = recordsRef(options.spec);
  const requestedRefs = ['HEAD', `refs/heads/${workBranch}`, wipRef, savedRef, ...patternsInTheWay(workBranch)];
  if (options.baseBranch !== null) requestedRefs.push(`refs/heads/${options.baseBranch}`);
  if (options.workBranches != null) requestedRefs.push(`refs/heads/${options.workBranches.pattern}`);
  const listed = await retryUntilReachable('reading the remote', retryPolicyOf(options), (ms) =>
    remote.list(requestedRefs, ms),
  );
  if (listed.kind !== 'ok') throw remoteError(remote, listed, options.stop);
  const { refs, defaultBranch } = listed.value;
  refuseNameInTheWay(workBranch, refs.keys());
  const base = options.baseBranch ?? defaultBranch;
  const baseCommit =
    (base === null ? undefined : refs.get(`refs/heads/${base}`)) ??
    (base === defaultBranch ? refs.get('HEAD') : undefined);
  if (options.baseBranch !== null && baseCommit === undefined && refs.size > 0) {
    throw missingBase(options.baseBranch);
  }
  return {
    defaultBranch,
    base,
    baseCommit: baseCommit ?? null,
    remoteWorkCommit: refs.get(`refs/heads/${workBranch}`) ?? null,
    wip: refs.get(wipRef) ?? null,
    otherWorkBranches: selectWorkBranches(refs, options, [workBranch, base]),
    records: refs.get(savedRef) ?? null,
  };
}

export function missingBase(baseBranch: string): UserError {
  return new UserError(`The base branch ${baseBranch} is not on the remote.`, {
    where: 'base-branch',
    fix: 'Name a branch that is there, or leave it out for the default branch.',
  });
}

/** Branches that may be other specs' work branches; whose they are says what is on them. */
function selectWorkBranches(
  refs: ReadonlyMap<string, string>,
  { workBranches }: RepositoryOptions,
  except: readonly (string | null)[],
): ReadonlyMap<string, string> {
  const [before = '', after = ''] = workBranches?.pattern.split('*') ?? [];
  const names = [...refs].flatMap(([ref, commit]) => {
    const name = /^refs\/(?:heads|remotes\/origin)\/(.+)$/.exec(ref)?.[1] ?? '';
    const isMeant = workBranches != null && name.startsWith(before) && name.endsWith(after) && !except.includes(name);
    return isMeant ? [[name, commit] as const] : [];
  });
  return new Map(names);
}

export async function missingCommits(checkout: Checkout, neededRefs: ReadonlyMap<string, string>): Promise<string[]> {
  if (neededRefs.size === 0) return [];
  const input = [...neededRefs.values()].map((commit) => `${commit}^{commit}\n`).join('');
  const checked = (await checkout.git(['cat-file', '--batch-check'], { input })).stdout.split('\n');
  return [...neededRefs.keys()].filter((_, index) => !/ commit /.test(checked[index] ?? ''));
}

/** Which branch is the base, and the remote's default one, as far as branches that are here say. */
export async function readLocalRefs(
  { git }: Pick<Checkout, 'git'>,
  baseBranch: string | null,
  others: readonly string[],
) {
  const format = '--format=%(refname) %(objectname) %(symref)';
  const listed = await git(['for-each-ref', format, 'refs/heads', 'refs/remotes/origin', ...others]);
  const refs = new Map<string, string>();
  let defaultBranch: string | null = null;
  for (const line of listed.stdout.split('\n')) {
    const [name = '', commit = '', target = ''] = line.split(' ');
    if (name === 'refs/remotes/origin/HEAD') defaultBranch = target.replace('refs/remotes/origin/', '');
    else if (name !== '') refs.set(name, commit);
  }
  const usual = ['main', 'master'].find((name) => branchHere(refs, name) !== undefined);
  return { refs, defaultBranch, base: baseBranch ?? defaultBranch ?? usual ?? null };
}

function branchHere(refs: ReadonlyMap<string, string>, name: string): string | undefined {
  return refs.get(`refs/heads/${name}`) ?? refs.get(`refs/remotes/origin/${name}`);
}

/** The same without a remote: branches of this repository, and what an earlier fetch left of the remote's. */
export async function remoteStateFromLocalRefs(
  checkout: Checkout,
  options: RepositoryOptions,
  workBranch: string,
): Promise<RemoteState> {
  const wipRef = workInProgressRef(options.spec);
  const savedRef = recordsRef(options.spec);
  const { refs, base, defaultBranch } = await readLocalRefs(checkout, options.baseBranch, [wipRef, savedRef]);
  const branchCommit = (name: string) => branchHere(refs, name);
  if (options.baseBranch !== null && branchCommit(options.baseBranch) === undefined && refs.size > 0) {
    throw new UserError(`The branch ${options.baseBranch} does not exist here.`, {
      where: 'base-branch',
      fix: 'Fetch it, or name another.',
    });
  }
  return {
    defaultBranch: defaultBranch ?? base,
    base,
    baseCommit: (base === null ? undefined : branchCommit(base)) ?? null,
    remoteWorkCommit: refs.get(`refs/remotes/origin/${workBranch}`) ?? null,
    wip: refs.get(wipRef) ?? null,
    otherWorkBranches: selectWorkBranches(refs, options, [workBranch, base]),
    records: refs.get(savedRef) ?? null,
    deepen: async () => undefined,
  };
}

/** The run was asked to stop while the remote was waited for: caught where the repository is opened or cloned. */
export class StoppedWhileWaiting extends Error {
  override readonly name = 'StoppedWhileWaiting';
}

export function remoteError(remote: Remote, failure: RemoteFailure, stop: AbortSignal | undefined): Error {
  const where = remote.address.url;
  if (failure.kind === 'refused')
    return new UserError(`The remote refused: ${failure.reason}`, { where, fix: failure.remedy });
  const reason = failure.kind === 'transient' ? failure.reason : 'a ref moved';
  if (stop?.aborted === true) return new StoppedWhileWaiting(reason);
  return new UserError(`The remote could not be reached: ${reason}`, {
    where,
    fix: 'Try again when the network and the server are available, or run with `--checkpoint commit`.',
  });
}
