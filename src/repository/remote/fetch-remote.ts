import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../errors.ts';
import type { Checkout } from '../git/checkout.ts';
import { workInProgressRef } from '../git/refs.ts';
import { insistence } from '../opened.ts';
import type { RepositoryOptions } from '../types.ts';
import type { RemoteFailure } from './refusal.ts';
import type { Remote } from './remote.ts';
import { insist } from './retry-remote.ts';

/** What there is to start from: commits that are all in the object store now. */
export interface Survey {
  readonly defaultBranch: string | null;
  /** Name of the base branch; null where none can be told. */
  readonly base: string | null;
  /** The remote's, or without one the local. */
  readonly baseCommit: string | null;
  readonly remoteWork: string | null;
  readonly wip: string | null;
  /** Fetches more history of the branches, for a shallow clone. */
  readonly deepen: (depth: number) => Promise<void>;
}

/** Depth of the first fetch into a shallow clone. */
const FIRST_DEPTH = 50;

/** Asks the remote for base, work branch and unfinished work, and fetches what is not here. */
export async function surveyRemote(
  checkout: Checkout,
  remote: Remote,
  options: RepositoryOptions,
  work: string,
  head: string | null,
): Promise<Survey> {
  const side = workInProgressRef(options.spec);
  const wanted = ['HEAD', `refs/heads/${work}`, side];
  if (options.baseBranch !== null) wanted.push(`refs/heads/${options.baseBranch}`);
  const listed = await insist('reading the remote', insistence(options), (ms) => remote.list(wanted, ms));
  if (listed.kind !== 'ok') throw notReached(remote, listed);
  const { refs, defaultBranch } = listed.value;
  const base = options.baseBranch ?? defaultBranch;
  const baseCommit =
    (base === null ? undefined : refs.get(`refs/heads/${base}`)) ??
    (base === defaultBranch ? refs.get('HEAD') : undefined);
  if (options.baseBranch !== null && baseCommit === undefined && refs.size > 0) {
    throw new UserError(`The base branch ${options.baseBranch} is not on the remote.`, {
      where: 'base-branch',
      fix: 'Name a branch that is there, or leave it out for the default branch.',
    });
  }
  const remoteWork = refs.get(`refs/heads/${work}`) ?? null;
  const wip = refs.get(side) ?? null;
  const needed = new Map<string, string>();
  // Work on the checked-out branch starts from itself; a base is merged into it only if one was named.
  const usesBase = options.workBranch !== '' || options.baseBranch !== null;
  if (base !== null && baseCommit !== undefined && usesBase) needed.set(`refs/heads/${base}`, baseCommit);
  if (remoteWork !== null) needed.set(`refs/heads/${work}`, remoteWork);
  if (wip !== null) needed.set(side, wip);
  const haves = head === null ? [] : [head];
  const shallow = existsSync(join(checkout.commonDir, 'shallow'));
  const missing = await missingCommits(checkout, needed);
  const fetch = async (names: readonly string[], depth: number | null) => {
    const fetched = await insist('fetch', insistence(options), (ms) => remote.fetch(names, haves, depth, ms));
    if (fetched.kind !== 'ok') throw notReached(remote, fetched);
  };
  if (missing.length > 0) await fetch(missing, shallow ? FIRST_DEPTH : null);
  const branches = [...needed.keys()].filter((name) => name !== side);
  return {
    defaultBranch,
    base,
    baseCommit: baseCommit ?? null,
    remoteWork,
    wip,
    deepen: (depth) => fetch(branches, depth),
  };
}

async function missingCommits(checkout: Checkout, needed: ReadonlyMap<string, string>): Promise<string[]> {
  if (needed.size === 0) return [];
  const input = [...needed.values()].map((commit) => `${commit}^{commit}\n`).join('');
  const checked = (await checkout.git(['cat-file', '--batch-check'], { input })).stdout.split('\n');
  return [...needed.keys()].filter((_, at) => !/ commit /.test(checked[at] ?? ''));
}

/** The same without a remote: branches of this repository, and what an earlier fetch left of the remote's. */
export async function surveyLocal(checkout: Checkout, options: RepositoryOptions, work: string): Promise<Survey> {
  const side = workInProgressRef(options.spec);
  const format = '%(refname) %(objectname) %(symref)';
  const listed = await checkout.git(['for-each-ref', `--format=${format}`, 'refs/heads', 'refs/remotes/origin', side]);
  const refs = new Map<string, string>();
  let defaultBranch: string | null = null;
  for (const line of listed.stdout.split('\n')) {
    const [name = '', commit = '', target = ''] = line.split(' ');
    if (name === 'refs/remotes/origin/HEAD') defaultBranch = target.replace('refs/remotes/origin/', '');
    else if (name !== '') refs.set(name, commit);
  }
  const heads = (name: string) => refs.get(`refs/heads/${name}`) ?? refs.get(`refs/remotes/origin/${name}`);
  const base =
    options.baseBranch ?? defaultBranch ?? ['main', 'master'].find((name) => heads(name) !== undefined) ?? null;
  if (options.baseBranch !== null && heads(options.baseBranch) === undefined && refs.size > 0) {
    throw new UserError(`There is no branch ${options.baseBranch} here.`, {
      where: 'base-branch',
      fix: 'Fetch it, or name another.',
    });
  }
  return {
    defaultBranch: defaultBranch ?? base,
    base,
    baseCommit: (base === null ? undefined : heads(base)) ?? null,
    remoteWork: refs.get(`refs/remotes/origin/${work}`) ?? null,
    wip: refs.get(side) ?? null,
    deepen: async () => undefined,
  };
}

function notReached(remote: Remote, failure: RemoteFailure): UserError {
  const where = remote.address.url;
  if (failure.kind === 'refused')
    return new UserError(`The remote refuses: ${failure.reason}`, { where, fix: failure.remedy });
  const why = failure.kind === 'transient' ? failure.reason : 'a ref moved';
  return new UserError(`The remote could not be reached: ${why}`, {
    where,
    fix: 'Try again when the network and the server are up, or run with `--checkpoint commit`.',
  });
}
