import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFirst } from '../../../text.ts';
import { mayHaveFlags } from '../../git/index/index-file.ts';
import { hasFlag, type IndexFlag, type IndexTags, readIndexTags, setIndexFlags } from '../../git/index/index-flags.ts';
import { isAbsent } from '../../git/index/sparse-checkout.ts';
import { type BytePath, readable, readStatus, type Status } from '../../git/index/status.ts';
import { type OpenRepository, pathMatcher, recordPaths, tasksPathOf } from '../../opened.ts';
import { readLeftAlone } from './left-alone.ts';
import { findInterruptedRun } from './uncommitted-changes.ts';

/**
 * Remembers which files a person had git not look at (`update-index --skip-worktree`, `--assume-unchanged`). What the
 * agent of a run that was cut off has hidden comes to light again, and so do the files that a run has to commit.
 */
export async function takeUpHiddenFiles(opened: OpenRepository): Promise<void> {
  const { checkout, options } = opened;
  const tags: IndexTags = hasFlags(opened) ? await readIndexTags(checkout.git) : new Map();
  const isOurs = pathMatcher([...recordPaths(options), tasksPathOf(options, options.spec)]);
  const known = (await findInterruptedRun(checkout, options)) === null ? null : readLeftAlone(opened);
  const isHidden = ([path, tag]: readonly [BytePath, string]) =>
    flagsOf(opened).some((flag) => hasFlag(tag, flag)) && !isOurs(path) && (known === null || known.has(path));
  opened.hidden = new Map([...tags].filter(isHidden));
  await setIndexFlags(checkout.git, tags, wantedFlags(opened, tags));
  if (opened.hidden.size > 0 && options.checkpoint !== 'off')
    options.notice(
      `Files that git is told not to look at (skip-worktree, assume-unchanged) are left alone, and are in no commit: ${listFirst([...opened.hidden.keys()].map(readable), MAX_SHOWN)}`,
    );
}

const MAX_SHOWN = 20;

/** A sparse checkout has a flag to itself. */
const flagsOf = ({ sparse }: OpenRepository): readonly IndexFlag[] =>
  sparse ? ['assume-unchanged'] : ['skip-worktree', 'assume-unchanged'];

/** The flags that files have to have in an index that has these tags. */
export function wantedFlags(opened: OpenRepository, tags: ReadonlyMap<BytePath, string>) {
  const flags = flagsOf(opened);
  return (path: BytePath, flag: IndexFlag) => hasFlag((flags.includes(flag) ? opened.hidden : tags).get(path), flag);
}

/** The repository's index, which costs no process. */
function hasFlags({ checkout: { gitDir, objectFormat } }: OpenRepository): boolean {
  const index = join(gitDir, 'index');
  const isFile = lstatSync(index, { throwIfNoEntry: false })?.isFile() === true;
  return isFile && mayHaveFlags(readFileSync(index), objectFormat);
}

/**
 * After an attempt: files are hidden in the repository's index as they were, so that what an agent did to them is seen;
 * and what a sparse checkout of the agent's removed is there again. Returns the status after that.
 */
export async function restoreHiddenFiles(opened: OpenRepository, status: Status, repaired: string[]): Promise<Status> {
  const { git, top } = opened.checkout;
  if (opened.hidden.size === 0 && !hasFlags(opened)) return status;
  const tags = await readIndexTags(git);
  const changed = await setIndexFlags(git, tags, wantedFlags(opened, tags));
  const staged = new Set(status.entries.filter((entry) => entry.staged !== '.').map(({ path }) => path));
  const removed = changed.filter(
    (path) => hasFlag(tags.get(path), 'skip-worktree') && !staged.has(path) && isAbsent(top, path),
  );
  if (removed.length > 0) {
    const input = removed.map((path) => `${path}\0`).join('');
    await git(['checkout-index', '-q', '-z', '--stdin'], { encoding: 'latin1', input, accept: 'any' });
    repaired.push(`a sparse checkout had removed ${listFirst(removed.map(readable), MAX_SHOWN)}: restored`);
  }
  return changed.length > 0 ? readStatus(git) : status;
}
