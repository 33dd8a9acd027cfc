import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../errors.ts';
import { DEFAULT_PROTECTED_PATHS } from '../../inputs/default-protected-paths.ts';
import { bytes } from '../git/index/status.ts';
import { findInterruptedRun } from '../guard/uncommitted/uncommitted-changes.ts';
import type { OpenRepository } from '../opened.ts';
import type { RemoteState } from '../remote/fetch-remote.ts';
import { adoptCommits, signLeftCommits } from './adopt-commits.ts';
import { withheldRemedy } from './checked-push.ts';
import { checkCommits } from './push-check.ts';
import { describeFindings, type Finding, moveBaseline } from './trust.ts';

/**
 * Commits that are here and not on the remote: an interrupted run's are an agent's as long as they are not checked, and
 * are reverted into the working tree where they may not be pushed; a person's are theirs to push.
 */
export async function vetWorkBranch(opened: OpenRepository, remoteState: RemoteState, head: string | null) {
  const { trust, options, checkout } = opened;
  // On an empty remote there is nothing that an agent's commit could be told by, but whether a run was at work.
  const nothingToGoBy = trust.baseline === 'unknown' && (await findInterruptedRun(checkout, options)) === null;
  if (head === null || opened.remote === null || nothingToGoBy || trust.vetted.has(head)) {
    moveBaseline(trust, head);
    return head;
  }
  const { findings: all, commits } = await checkCommits(opened, head);
  const isInterrupted = (await findInterruptedRun(checkout, options)) !== null;
  // Nothing forbids a person to change what steers agents.
  const isTheirs = ({ kind, where }: Finding) =>
    kind === 'protected' && !isInterrupted && trust.steering.kindOf(bytes(where)) === 'inside';
  const findings = all.filter((finding) => !isTheirs(finding));
  if (findings.length === 0) {
    const passed = isInterrupted ? await signLeftCommits(opened, commits, head) : head;
    moveBaseline(trust, passed);
    return passed;
  }
  const since = await newestTrusted(opened, remoteState, head);
  if (since === null || !isInterrupted) {
    throw new UserError(
      `Commits that are not on the remote yet cannot be pushed by this program:\n${describeFindings(findings)}`,
      {
        where: opened.branch ?? checkout.top,
        fix: withheldRemedy(findings),
      },
    );
  }
  const adopted = await adoptCommits(opened, since, head);
  for (const message of adopted.repaired) options.notice(message);
  moveBaseline(trust, adopted.head);
  return adopted.head;
}

/** Where what is here parts from the remote's work branch, else from the base; null: nowhere. */
async function newestTrusted({ checkout: { git } }: OpenRepository, remoteState: RemoteState, head: string) {
  const trusted = remoteState.remoteWorkCommit ?? remoteState.baseCommit;
  if (trusted === null) return null;
  const found = await git(['merge-base', head, trusted], { accept: [0, 1] });
  return found.code === 0 ? found.stdout.trim() : null;
}

/** Paths that were named by a person and protect nothing are most likely misspelt. */
export async function warnOfProtectedPaths({ options, checkout, head }: OpenRepository): Promise<void> {
  for (const path of options.protectedPaths ?? []) {
    if ((DEFAULT_PROTECTED_PATHS as readonly string[]).includes(path)) continue;
    const parts = path.split('/');
    const link = parts
      .slice(0, -1)
      .map((_, at) => parts.slice(0, at + 1).join('/'))
      .find((folder) => lstatSync(join(checkout.top, folder), { throwIfNoEntry: false })?.isSymbolicLink() === true);
    if (link !== undefined) {
      throw new UserError(`${path} is behind a symbolic link (${link}), where git has no such file.`, {
        where: 'protect',
        fix: `Name the path that ${link} points to.`,
      });
    }
    const stat = lstatSync(join(checkout.top, path), { throwIfNoEntry: false });
    if (stat?.isSymbolicLink() === true) {
      options.notice(`protect: ${path} is a link: the link itself is protected; name what it points to as well`);
      continue;
    }
    if (stat !== undefined) continue;
    const known =
      head !== null && (await checkout.git(['cat-file', '-e', `${head}:${path}`], { accept: 'any' })).code === 0;
    if (!known) options.notice(`protect: ${path} does not exist; agents cannot create it. Check the spelling.`);
  }
}
