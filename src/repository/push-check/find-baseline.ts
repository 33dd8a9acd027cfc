import type { OpenRepository } from '../opened.ts';
import type { RemoteFailure } from '../remote/refusals/refusal.ts';
import type { Remote } from '../remote/remote.ts';
import { type RetryPolicy, retryUntilReachable } from '../remote/retry-remote.ts';
import { agreesWith } from './tree-changes.ts';
import { moveBaseline } from './trust.ts';

/**
 * Says what the commits that are here are compared with until they are one with what is on the remote: the work branch
 * and the base as the remote has them. Without both nothing that is here can be told from an agent's.
 */
export function trustRemote(opened: OpenRepository, commits: readonly (string | null | undefined)[]): void {
  const known = [...new Set(commits.filter((commit): commit is string => commit != null))];
  const [first] = known;
  if (first === undefined) return;
  moveBaseline(opened.trust, first);
  opened.trust.references = known;
  for (const commit of known) opened.trust.vetted.add(commit);
}

/** For a process that did not open the work branch: asks the remote. `nothing`: there is nothing to go by. */
export async function findBaseline(
  opened: OpenRepository,
  policy: RetryPolicy,
): Promise<'found' | 'nothing' | RemoteFailure> {
  const { trust, remote, branch, options } = opened;
  if (trust.baseline !== 'unknown') return 'found';
  if (remote === null || branch === null) return 'nothing';
  const base = options.baseBranch === null ? 'HEAD' : `refs/heads/${options.baseBranch}`;
  const names = [`refs/heads/${branch}`, base];
  const listed = await retryUntilReachable('reading the remote', policy, (ms) => remote.list(names, ms));
  if (listed.kind !== 'ok') return listed;
  const { refs } = listed.value;
  const ours = refs.get(`refs/heads/${branch}`) ?? null;
  const wasHere = ours !== null && (await isHere(opened, ours));
  const failure = await fetchMissing(opened, remote, new Map(names.map((name) => [name, refs.get(name)])), policy);
  if (failure !== null) return failure;
  const baseCommit = refs.get(base) ?? null;
  // What was not in this checkout a person has pushed; what was, something here may have pushed past us.
  const isTrusted = ours === null || !wasHere || (await wasPushedByUs(opened, ours, baseCommit));
  trustRemote(opened, [isTrusted ? ours : null, baseCommit]);
  opened.remoteHead = ours;
  return names.some((name) => refs.has(name)) ? 'found' : 'nothing';
}

async function isHere({ checkout }: OpenRepository, commit: string): Promise<boolean> {
  return (await checkout.git(['cat-file', '-e', `${commit}^{commit}`], { accept: 'any' })).code === 0;
}

/** Fetches what is not here of these refs; undefined: the remote has none of that name. */
async function fetchMissing(
  opened: OpenRepository,
  remote: Remote,
  refs: ReadonlyMap<string, string | undefined>,
  policy: RetryPolicy,
): Promise<RemoteFailure | null> {
  const haves = opened.head === null ? [] : [opened.head];
  for (const [name, commit] of refs) {
    if (commit === undefined || (await isHere(opened, commit))) continue;
    const fetched = await retryUntilReachable('fetch', policy, (ms) => remote.fetch([name], haves, null, ms));
    if (fetched.kind !== 'ok') return fetched;
  }
  return null;
}

/** Its protected paths are the base's, as it is or as it was when it was merged last. */
async function wasPushedByUs(opened: OpenRepository, commit: string, base: string | null): Promise<boolean> {
  if (base === null) return false;
  const merged = await opened.checkout.git(['merge-base', commit, base], { accept: [0, 1] });
  const references = [base, ...(merged.code === 0 ? [merged.stdout.trim()] : [])];
  return agreesWith(opened, commit, [...new Set(references)]);
}
