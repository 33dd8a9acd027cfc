import type { Git } from '../git/git.ts';
import { workInProgressRef } from '../git/refs.ts';
import { readStatus } from '../git/status.ts';
import { type Opened, ownPaths, selectionOf } from '../opened.ts';
import { pushUntilSeen } from '../remote/push.ts';
import type { CheckpointResult, Patience } from '../types.ts';
import { settle } from './changes.ts';
import { chooseLeftOut, stageAll } from './stage.ts';
import { parting } from './work-in-progress.ts';

/** One commit of everything that is not ignored, then pushed and seen, as the settings say. */
export async function makeCheckpoint(opened: Opened, message: string, patience?: Patience): Promise<CheckpointResult> {
  if (opened.options.checkpoint === 'off') return { kind: 'saved', commit: null, pushed: false };
  const commit = await commitAll(opened, message);
  if (opened.remote !== null) {
    if (commit === null) return { kind: 'saved', commit: null, pushed: false };
    return pushUntilSeen(opened, patience);
  }
  if (opened.wip !== null && (await parting(opened, opened.wip.commit)) === null) {
    await opened.checkout.git(['update-ref', '-d', workInProgressRef(opened.options.spec)], { accept: 'any' });
    opened.wip = null;
  }
  return { kind: 'saved', commit, pushed: false };
}

/** Commits what there is; the commit that HEAD is at if there is nothing, null if there never was any. */
export async function commitAll(opened: Opened, message: string): Promise<string | null> {
  const { checkout, options, guard } = opened;
  const { git } = checkout;
  for (const words of guard.putBack()) options.notice(words);
  await addIgnored(opened);
  let status = await readStatus(git);
  if (opened.attempting) {
    // Cut short before anybody looked at what the agent did.
    guard.clearDebris();
    const { repaired } = await settle(opened, status, { head: opened.head });
    for (const words of repaired) options.notice(words);
    if (repaired.length > 0) status = await readStatus(git);
  }
  opened.head = status.head;
  const leftOut = await chooseLeftOut(checkout, status, selectionOf(opened));
  for (const words of leftOut.notices) options.notice(words);
  if (status.entries.length === leftOut.paths.length) return status.head;
  const unread = await stageAll(git, status, leftOut);
  if (unread !== null) options.notice(`git could not read everything: ${unread}`);
  const commit = await commitStaged(git, message);
  opened.head = commit;
  return commit;
}

/** The next run starts from a fresh clone: it must find our own files there, whatever `.gitignore` says of them. */
async function addIgnored({ checkout: { git }, options, remote }: Opened): Promise<void> {
  if (remote === null) return;
  const paths = ownPaths(options).map((path) => `:(top,literal)${path}`);
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
  const said = await git(['-c', 'core.abbrev=no', '-c', 'diff.renames=false', 'commit', ...options], {
    input: message,
  });
  const commit = /^\[.*?([0-9a-f]{40}(?:[0-9a-f]{24})?)\] /m.exec(said.stdout)?.[1];
  return commit ?? (await git(['rev-parse', 'HEAD'])).stdout.trim();
}
