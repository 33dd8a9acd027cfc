import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../errors.ts';
import type { SavedRecords } from '../../state/types.ts';
import type { Versions } from '../../three-way.ts';
import { hashesAt } from '../git/blobs.ts';
import type { Checkout } from '../git/checkout.ts';
import { isAncestor } from '../git/merge.ts';
import { recordsRef } from '../git/refs.ts';
import { readObjects } from '../push-check/read-objects.ts';
import { readSavedRecords } from '../records/read-records.ts';
import { missingBase, missingCommits, readLocalRefs, remoteError } from '../remote/fetch-remote.ts';
import type { Remote } from '../remote/remote.ts';
import { type RetryPolicy, retryUntilReachable } from '../remote/retry-remote.ts';

/** A spec, by paths from the top of the repository. */
export interface SpecPlace {
  readonly name: string;
  readonly tasksPath: string;
  readonly statePath: string;
  /** Where its runs commit; '': on the branch that is checked out. */
  readonly workBranch: string;
}

/** A spec's files on its work branch (`ours`), on the base (`theirs`), and where the two parted; null: not there. */
export interface SpecVersions {
  /** The work branch; null: there is none. */
  readonly branch: string | null;
  /** Its last commit, epoch ms. */
  readonly committedAt: number | null;
  readonly tasks: Versions<string | null>;
  readonly state: Versions<string | null>;
  /** Records that the tree does not hold. */
  readonly saved: SavedRecords | null;
  /** Why those cannot be read. */
  readonly problem: UserError | null;
}

export interface ReadBranchesOptions {
  /**
   * `remote`: as a runner sees it, to which the remote alone counts; UserError where it cannot be reached. `here`: as a
   * person's checkout has it, branches that were not pushed included; an unreachable remote is a notice.
   */
  readonly from: 'remote' | 'here';
  readonly baseBranch: string | null;
  readonly retry: RetryPolicy;
}

/** How deep the history of a shallow clone is looked into. */
const SHALLOW_DEPTH = 50;
/** Who only looks waits no longer for the remote. */
const LOOK_TIMEOUT_MS = 10_000;

/** How all specs stand on their branches, with one listing of the remote and one fetch, however many there are. */
export async function readSpecBranches(
  checkout: Checkout,
  remote: Remote | null,
  places: readonly SpecPlace[],
  options: ReadBranchesOptions,
): Promise<ReadonlyMap<string, SpecVersions>> {
  const refs = await findRefs(checkout, remote, places, options);
  const branches = places.map(({ workBranch }) => refs.branches.get(workBranch) ?? null);
  const parted = await Promise.all(branches.map((commit) => mergeBase(checkout, commit, refs.base)));
  const readAt = await readTexts(
    checkout,
    places.flatMap(({ tasksPath, statePath }, index) =>
      [parted[index], branches[index], refs.base].flatMap((commit) =>
        commit == null ? [] : [`${commit}:${tasksPath}`, `${commit}:${statePath}`],
      ),
    ),
  );
  const times = await commitTimes(checkout, branches);
  const found = places.map(async (place, index): Promise<[string, SpecVersions]> => {
    const commits = { base: parted[index] ?? null, ours: branches[index] ?? null, theirs: refs.base };
    const texts = (path: string) => ({
      base: readAt(commits.base, path),
      ours: readAt(commits.ours, path),
      theirs: readAt(commits.theirs, path),
    });
    const records = await readRecords(checkout, place, refs.records.get(recordsRef(place.name)) ?? null, options);
    const versions = {
      branch: commits.ours === null ? null : place.workBranch,
      committedAt: commits.ours === null ? null : (times.get(commits.ours) ?? null),
      tasks: texts(place.tasksPath),
      state: texts(place.statePath),
    };
    return [place.name, { ...versions, ...records }];
  });
  return new Map(await Promise.all(found));
}

interface FoundRefs {
  /** Commit of the base; null: there is none. */
  readonly base: string | null;
  /** Commits of work branches, by name. */
  readonly branches: ReadonlyMap<string, string>;
  /** Commits of refs of records. */
  readonly records: ReadonlyMap<string, string>;
}

async function findRefs(
  checkout: Checkout,
  remote: Remote | null,
  places: readonly SpecPlace[],
  options: ReadBranchesOptions,
): Promise<FoundRefs> {
  const names = [...new Set(places.flatMap(({ workBranch }) => workBranch || []))];
  const recordRefs = places.map(({ name }) => recordsRef(name));
  const local = await readLocalRefs(checkout, options.baseBranch, recordRefs);
  const wanted = [...names.map((name) => `refs/heads/${name}`), ...recordRefs];
  const listed = remote === null ? null : await fetchRefs(checkout, remote, wanted, options);
  const remoteRefs = listed?.refs ?? null;
  const branches = new Map<string, string>();
  for (const name of names) {
    const own = local.refs.get(`refs/heads/${name}`);
    const theirs = remoteRefs?.get(`refs/heads/${name}`) ?? local.refs.get(`refs/remotes/origin/${name}`);
    const commit =
      options.from === 'remote' && remoteRefs !== null
        ? remoteRefs.get(`refs/heads/${name}`)
        : await newerOf(checkout, own, theirs);
    if (commit !== undefined) branches.set(name, commit);
  }
  const head = await checkout.git(['rev-parse', '-q', '--verify', 'HEAD^{commit}'], { accept: 'any' });
  const records = new Map([...local.refs, ...(remoteRefs ?? [])].filter(([name]) => recordRefs.includes(name)));
  const base = options.from === 'remote' ? (listed?.base ?? null) : null;
  return { branches, records, base: base ?? (head.code === 0 ? head.stdout.trim() : null) };
}

/** What the remote has of the refs that were wanted, and of the base. */
export interface FetchedRefs {
  readonly refs: ReadonlyMap<string, string>;
  /** Commit of the base; null: there is none. */
  readonly base: string | null;
  readonly baseName: string | null;
}

/** Lists these refs and the base, and brings what is not here; null: the remote cannot be reached, which was said. */
export async function fetchRefs(
  checkout: Checkout,
  remote: Remote,
  wanted: readonly string[],
  { from, baseBranch, retry }: ReadBranchesOptions,
): Promise<FetchedRefs | null> {
  const timeout = from === 'here' ? LOOK_TIMEOUT_MS : undefined;
  const fail = (failure: Parameters<typeof remoteError>[1]) => {
    const error = remoteError(remote, failure, retry.stop);
    if (from === 'remote') throw error;
    retry.notice(`${error.message} This is what is known here.`);
    return null;
  };
  const baseRefs = baseBranch === null ? ['HEAD'] : ['HEAD', `refs/heads/${baseBranch}`];
  const listed = await retryUntilReachable('reading the remote', retry, (ms) =>
    remote.list([...baseRefs, ...wanted], timeout ?? ms),
  );
  if (listed.kind !== 'ok') return fail(listed);
  const { refs, defaultBranch } = listed.value;
  const baseName = baseBranch ?? defaultBranch;
  const base = (baseBranch === null ? refs.get('HEAD') : refs.get(`refs/heads/${baseBranch}`)) ?? null;
  if (from === 'remote' && baseBranch !== null && base === null && refs.size > 0) throw missingBase(baseBranch);
  const needed = new Map([...refs].filter(([name]) => wanted.includes(name)));
  if (base !== null && baseName !== null) needed.set(`refs/heads/${baseName}`, base);
  const missing = await missingCommits(checkout, needed);
  if (missing.length === 0) return { refs, base, baseName };
  const depth = existsSync(join(checkout.commonDir, 'shallow')) ? SHALLOW_DEPTH : null;
  const fetched = await retryUntilReachable('fetch', retry, (ms) =>
    remote.fetch(missing, [], depth, timeout === undefined ? ms : undefined),
  );
  return fetched.kind === 'ok' ? { refs, base, baseName } : fail(fetched);
}

async function newerOf(
  { git }: Checkout,
  own: string | undefined,
  theirs: string | undefined,
): Promise<string | undefined> {
  if (own === undefined || theirs === undefined) return own ?? theirs;
  return (await isAncestor(git, theirs, own)) ? own : theirs;
}

async function mergeBase({ git }: Checkout, one: string | null, other: string | null): Promise<string | null> {
  if (one === null || other === null) return null;
  const found = await git(['merge-base', one, other], { accept: 'any' });
  return found.stdout.trim() || null;
}

/** Texts of files in commits, with two processes for all of them. */
async function readTexts(
  { git, objectFormat }: Checkout,
  places: readonly string[],
): Promise<(commit: string | null, path: string) => string | null> {
  const hashes = await hashesAt(git, places);
  const byPlace = new Map(places.map((place, index) => [place, hashes[index] ?? null]));
  const texts = new Map<string, string>();
  const names = [...new Set(hashes.flatMap((hash) => hash ?? []))];
  await readObjects({ git, objectFormat }, names, (name, type) => {
    if (type !== 'blob') return null;
    const chunks: Buffer[] = [];
    return {
      write: (chunk) => void chunks.push(Buffer.from(chunk, 'latin1')),
      end: () => void texts.set(name, Buffer.concat(chunks).toString('utf8')),
    };
  });
  return (commit, path) => texts.get(byPlace.get(`${commit}:${path}`) ?? '') ?? null;
}

async function commitTimes(
  { git }: Checkout,
  commits: readonly (string | null)[],
): Promise<ReadonlyMap<string, number>> {
  const known = [...new Set(commits.flatMap((commit) => commit ?? []))];
  if (known.length === 0) return new Map();
  const { stdout } = await git(['show', '-s', '--format=%H %ct', ...known], { accept: 'any' });
  return new Map(
    stdout.split('\n').flatMap((line) => {
      const [commit = '', seconds = ''] = line.split(' ');
      return commit === '' ? [] : [[commit, Number(seconds) * 1000] as const];
    }),
  );
}

/** Those of one spec that cannot be read are its own affair. */
async function readRecords(
  { git }: Checkout,
  { name, statePath }: SpecPlace,
  commit: string | null,
  { retry: { now, notice } }: ReadBranchesOptions,
): Promise<Pick<SpecVersions, 'saved' | 'problem'>> {
  try {
    const { saved } = await readSavedRecords(git, { spec: name, statePath, now, notice }, commit);
    return { saved, problem: null };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { saved: null, problem: error };
  }
}
