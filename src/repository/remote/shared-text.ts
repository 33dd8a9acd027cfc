import { randomBytes } from 'node:crypto';
import type { NotReached, SharedText } from '../../throttle/shared/types.ts';
import type { OpenRepository } from '../opened.ts';
import { commitTree } from '../work-tree/staging/stage.ts';
import { clockOffset } from './clock-offset.ts';
import type { RemoteFailure } from './refusals/refusal.ts';

/** The one file in the ref's commit. */
const FILE = 'throttle.json';
const SUBJECT = 'What the runs of this repository know of limits and budgets';
const TIMEOUT_MS = 60_000;
/** A ref that moves faster than it can be read is in nobody's reach. */
const MOST_MOVES = 10;
/** No race: such as a ref below this one, which leaves no place for it. */
const STUCK =
  'the remote takes no change of it, though nobody else changes it (git ls-remote origin "refs/sequential/*" lists what is there)';

/**
 * A text that is alone in a commit without a parent, on a ref of the remote: nobody has its history, and a swap replaces it
 * whole. Objects are written to this repository, its refs and working tree are not touched.
 */
export function sharedTextOn(opened: OpenRepository, ref: string): SharedText | null {
  const { remote, checkout, options } = opened;
  if (remote === null) return null;
  const { git } = checkout;
  let known: { readonly version: string; readonly text: string } | null = null;
  /** What a push was refused over as older than what is there; undefined: none was, or it has moved since. */
  let lostTo: string | null | undefined;
  /** `moved`: to something newer, between the two requests. */
  const look = async (): Promise<Awaited<ReturnType<SharedText['read']>> | 'moved'> => {
    const listed = await remote.list([ref], TIMEOUT_MS);
    if (listed.kind !== 'ok') return notReached(listed);
    const version = listed.value.refs.get(ref) ?? null;
    if (version === null) return { kind: 'ok', version, text: null };
    if (version === known?.version) return { kind: 'ok', ...known };
    const fetched = await remote.fetch([ref], [], 1, TIMEOUT_MS);
    if (fetched.kind !== 'ok') return notReached(fetched);
    const shown = await git(['cat-file', 'blob', `${version}:${FILE}`], { accept: 'any' });
    if (shown.code !== 0 && (await git(['cat-file', '-e', version], { accept: 'any' })).code !== 0) return 'moved';
    known = { version, text: shown.code === 0 ? shown.stdout : '' };
    return { kind: 'ok', ...known };
  };
  return {
    async read() {
      for (let moves = 0; moves < MOST_MOVES; moves++) {
        const found = await look();
        if (found !== 'moved') return found;
      }
      return { kind: 'unreachable', reason: 'it moved each time it was read' };
    },
    async swap(version, text) {
      const blob = (await git(['hash-object', '-w', '--stdin'], { input: text })).stdout.trim();
      const tree = (await git(['mktree'], { input: `100644 blob ${blob}\t${FILE}\n` })).stdout.trim();
      // Two that write the same in the same second would make one commit, and both think that they were first.
      const message = `${SUBJECT}\n\nVersion: ${randomBytes(8).toString('hex')}`;
      const commit = await commitTree(git, tree, [], message);
      const pushed = await remote.swap(ref, version, commit, TIMEOUT_MS);
      const isStill = lostTo !== undefined && lostTo === version;
      lostTo = pushed.kind === 'behind' ? version : undefined;
      if (pushed.kind === 'behind') return isStill ? { kind: 'unreachable', reason: STUCK } : { kind: 'raced' };
      if (pushed.kind !== 'ok') return notReached(pushed);
      known = { version: commit, text };
      return { kind: 'ok', version: commit };
    },
    clockOffset: () => clockOffset(remote.address, options.now),
  };
}

function notReached(failure: RemoteFailure): NotReached {
  if (failure.kind === 'behind') return { kind: 'unreachable', reason: 'others keep changing it' };
  return { kind: failure.kind === 'refused' ? 'refused' : 'unreachable', reason: failure.reason };
}
