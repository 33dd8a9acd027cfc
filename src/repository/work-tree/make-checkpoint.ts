import type { Git } from '../git/git.ts';
import { workInProgressRef } from '../git/refs.ts';
import { readStatus } from '../git/status.ts';
import { commitSelectionOf, type OpenRepository, recordPaths } from '../opened.ts';
import { pushAndConfirm } from '../remote/push.ts';
import type { CheckpointResult, RetryOptions } from '../types.ts';
import { restoreWorkBranch } from './changes.ts';
import { selectExcludedFiles, stageAll } from './stage.ts';
import { wipMergeBase } from './work-in-progress.ts';

/** One commit of everything that is not ignored, then pushed and seen, as the settings say. */
export async function makeCheckpoint(
  opened: OpenRepository,
  message: string,
  retry?: RetryOptions,
): Promise<CheckpointResult> {
  if (opened.options.checkpoint === 'off') return { kind: 'saved', commit: null, pushed: false };
  const commit = await commitAll(opened, message);
  if (opened.remote !== null) {
    if (commit === null) return { kind: 'saved', commit: null, pushed: false };
    return pushAndConfirm(opened, retry);
  }
  if (opened.wip !== null && (await wipMergeBase(opened, opened.wip.commit)) === null) {
    await opened.checkout.git(['update-ref', '-d', workInProgressRef(opened.options.spec)], { accept: 'any' });
    opened.wip = null;
  }
  return { kind: 'saved', commit, pushed: false };
}

/** Commits what there is; the commit that HEAD is at if there is nothing, null if there never was any. */
export async function commitAll(opened: OpenRepository, message: string): Promise<string | null> {
  const { checkout, options, guard } = opened;
  const { git } = checkout;
  for (const warning of guard.restore()) options.notice(warning);
  await addIgnored(opened);
  let status = await readStatus(git);
  if (opened.attemptInProgress) {
    // Cut short before anybody looked at what the agent did.
    guard.removeStaleFiles();
    const { repaired } = await restoreWorkBranch(opened, status, { head: opened.head });
    for (const warning of repaired) options.notice(warning);
    if (repaired.length > 0) status = await readStatus(git);
  }
  opened.head = status.head;
  const excluded = await selectExcludedFiles(checkout, status, commitSelectionOf(opened));
  for (const warning of excluded.notices) options.notice(warning);
  if (status.entries.length === excluded.paths.length) return status.head;
  const unreadable = await stageAll(git, status, excluded);
  if (unreadable !== null) options.notice(`git could not read everything: ${unreadable}`);
  const commit = await commitStaged(git, message);
  opened.head = commit;
  return commit;
}

/** The next run starts from a fresh clone: it must find our own files there, whatever `.gitignore` says of them. */
async function addIgnored({ checkout: { git }, options, remote }: OpenRepository): Promise<void> {
  if (remote === null) return;
  const paths = recordPaths(options).map((path) => `:(top,literal)${path}`);
  const listed = await git([
    'ls-files',
    '-z',
    '--others',
    '--ignored',
    '--exclude-standard',
    '--full-name',
    '--',
    ...paths,
  ]);
  const ignored = listed.stdout.split('\0').filter((path) => path !== '');
  if (ignored.length === 0) return;
  await git(['add', '-f', '--', ...ignored.map((path) => `:(top,literal)${path}`)]);
  options.notice(`${ignored.join(', ')}: committed although .gitignore names it, since the next run needs it`);
}

/**
 * Commits the index on HEAD: one process, where writing tree, commit and ref apart takes three. Hooks, signing and
 * clean-up of the message are off; the full name of the commit is in the line that git prints.
 */
async function commitStaged(git: Git, message: string): Promise<string> {
  const options = ['--no-verify', '--allow-empty', '--allow-empty-message', '--cleanup=verbatim', '-F', '-'];
  const result = await git(['-c', 'core.abbrev=no', '-c', 'diff.renames=false', 'commit', ...options], {
    input: message,
  });
  const commit = /^\[.*?([0-9a-f]{40}(?:[0-9a-f]{24})?)\] /m.exec(result.stdout)?.[1];
  return commit ?? (await git(['rev-parse', 'HEAD'])).stdout.trim();
}
