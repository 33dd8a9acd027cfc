import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../errors.ts';
import { firstCharacters } from '../../text.ts';
import { MADE_BY_RUN } from '../foreign-commits.ts';
import { isAncestor } from '../git/merge.ts';
import type { OpenRepository } from '../opened.ts';
import { signHead } from '../signing/sign-commit.ts';
import {
  type MergeSides,
  mergeByMeaning,
  parseUnmerged,
  recordsChangedByBoth,
  stageMerged,
} from './merge-by-meaning.ts';

export type MergeResult =
  | { readonly kind: 'current' }
  | { readonly kind: 'merged'; readonly head: string }
  | { readonly kind: 'conflict'; readonly files: readonly string[] };

/**
 * Merges a commit into what is checked out: our own files and the task lists by their meaning, all else as git does.
 * After a conflict everything is as it was.
 */
export async function mergeCommit(
  opened: Pick<OpenRepository, 'checkout' | 'options' | 'signer' | 'trust'>,
  commit: string,
  merge: { readonly label: string; readonly message: string; readonly appending?: boolean },
): Promise<MergeResult> {
  const { checkout, options } = opened;
  const { git } = checkout;
  if (await isAncestor(git, commit, 'HEAD')) return { kind: 'current' };
  const ours = (await git(['rev-parse', 'HEAD'])).stdout.trim();
  const sides: MergeSides = { ours, theirs: commit, theirName: merge.label, appending: merge.appending ?? false };
  const records = await recordsChangedByBoth(git, options, sides);
  const mode = records.length === 0 ? [] : ['--no-commit'];
  const args = ['merge', '-q', '--no-edit', '--no-stat', ...mode, '-m', merge.message, commit];
  const merged = await git(args, { accept: 'any', env: MADE_BY_RUN.merge });
  const isOpen = existsSync(join(checkout.gitDir, 'MERGE_HEAD'));
  if (merged.code !== 0 && !isOpen) {
    const said = firstCharacters((merged.stderr + merged.stdout).trim(), 1000);
    throw new UserError(`${merge.label} could not be merged: ${said}`, {
      fix: 'Merge it by hand, or move uncommitted files out of the way, and start again.',
    });
  }
  const conflicts = isOpen ? await finishMerge(opened, sides, { message: merge.message, records }) : [];
  if (conflicts.length > 0) return { kind: 'conflict', files: conflicts };
  const head = (await git(['rev-parse', 'HEAD'])).stdout.trim();
  // Where nothing is here that is not there, theirs is the head, and not ours to sign.
  return { kind: 'merged', head: head === commit ? head : await signHead(opened, head) };
}

/** Commits a merge that git left open, with our files by their meaning; what conflicts all the same ends it. */
async function finishMerge(
  { checkout, options }: Pick<OpenRepository, 'checkout' | 'options'>,
  sides: MergeSides,
  { message, records }: { readonly message: string; readonly records: readonly string[] },
): Promise<readonly string[]> {
  const { git } = checkout;
  const unmerged = parseUnmerged((await git(['ls-files', '-u', '-z'], { encoding: 'latin1' })).stdout);
  const { merged, conflicts, notices } = await mergeByMeaning(git, options, sides, { unmerged, records });
  if (conflicts.length > 0) {
    await git(['merge', '--abort']);
    return conflicts;
  }
  await stageMerged(git, merged);
  for (const [path, hash] of merged) {
    if (hash === null) rmSync(join(checkout.top, path), { force: true });
    else await git(['checkout-index', '-f', '--', path]);
  }
  await git(['commit', '-q', '--no-verify', '--cleanup=verbatim', '-m', message], {
    env: { GIT_REFLOG_ACTION: `${MADE_BY_RUN.merge.GIT_REFLOG_ACTION}: Merge made` },
  });
  for (const line of notices) options.notice(line);
  return [];
}

/** As our messages begin; a person's git says `Merge branch …`. */
const OWN_MESSAGE = /^.*\bmerge (?:\S+ into \S+|what was pushed to \S+)/i;

/** Reverts a merge of ours that was killed half way: nothing but the two sides is in the working tree then. */
export async function abortUnfinishedMerge({ checkout, options }: Pick<OpenRepository, 'checkout' | 'options'>) {
  const message = join(checkout.gitDir, 'MERGE_MSG');
  if (!existsSync(join(checkout.gitDir, 'MERGE_HEAD')) || !existsSync(message)) return;
  if (!OWN_MESSAGE.test(readFileSync(message, 'utf8'))) return;
  const aborted = await checkout.git(['merge', '--abort'], { accept: 'any' });
  if (aborted.code === 0) options.notice('A merge that an interrupted run had begun was reverted; it is repeated.');
}
