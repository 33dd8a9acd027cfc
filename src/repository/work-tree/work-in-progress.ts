import { copyFileSync, lstatSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFirst } from '../../text.ts';
import type { Git } from '../git/git.ts';
import { unmergedFiles } from '../git/merge.ts';
import { workInProgressRef } from '../git/refs.ts';
import { withScratchRepository } from '../git/side-repository.ts';
import { readable, readStatus } from '../git/status.ts';
import { commitSelectionOf, type OpenRepository, pathMatcher, recordPaths } from '../opened.ts';
import type { RecoverableWork } from '../types.ts';
import { commitTree, selectExcludedFiles, stageAll } from './stage.ts';

const PUSH_TIMEOUT_MS = 60_000;

/**
 * Saves what is in the work tree as a commit on the side ref. An agent may be at work meanwhile: index, work tree and
 * branch are not touched, no lock is taken, and `.git/config`, which nobody guards now, is not read.
 */
export async function saveWork(opened: OpenRepository, unit: string | null, note: string): Promise<string | null> {
  const { checkout, options, remote } = opened;
  if (options.checkpoint === 'off') return null;
  const headCommit = await checkout.git(['rev-parse', '-q', '--verify', 'HEAD^{commit}'], { accept: [0, 1, 128] });
  const head = headCommit.code === 0 ? headCommit.stdout.trim() : null;
  if (head === null) return null;
  const saved = await withScratchRepository(checkout, options.env, [], async (scratch) => {
    const index = join(checkout.gitDir, 'index');
    if (isFile(index)) copyFileSync(index, join(scratch.folder, 'index'));
    writeFileSync(join(scratch.folder, 'HEAD'), `${head}\n`);
    const exclude = join(checkout.commonDir, 'info', 'exclude');
    if (isFile(exclude)) copyFileSync(exclude, join(scratch.folder, 'info', 'exclude'));
    const scratchGit: Git = (args, extra = {}) =>
      checkout.git(['-c', 'core.bare=false', '-c', `lfs.storage=${join(checkout.commonDir, 'lfs')}`, ...args], {
        ...extra,
        env: { ...extra.env, ...scratch.variables },
      });
    const status = await readStatus(scratchGit);
    const selection = commitSelectionOf(opened);
    const isRecordFile = pathMatcher(recordPaths(options));
    const isExcluded = (path: string) => selection.isExcluded(path) || isRecordFile(path);
    const excludedFiles = await selectExcludedFiles({ ...checkout, git: scratchGit }, status, {
      ...selection,
      isExcluded,
    });
    if (status.entries.length === excludedFiles.paths.length && head === opened.head) return null;
    await stageAll(scratchGit, status, excludedFiles);
    const tree = (await scratchGit(['write-tree'])).stdout.trim();
    if (tree === opened.wip?.tree) return opened.wip;
    // The save before is a parent, so that the side ref only ever moves forward.
    const parents = [head, ...(opened.wip === null ? [] : [opened.wip.commit])];
    const unitTrailer = unit === null ? '' : `Task: ${unit}\n`;
    const message = `Unfinished work: ${note}\n\nSpec: ${options.spec}\n${unitTrailer}Run: ${options.runId}`;
    return { tree, commit: await commitTree(scratchGit, tree, parents, message), remote: opened.wip?.remote ?? false };
  });
  if (saved === null) return null;
  const ref = workInProgressRef(options.spec);
  if (saved !== opened.wip) {
    await checkout.git(['update-ref', '-m', 'sequential: unfinished work', ref, saved.commit]);
  }
  opened.wip = saved;
  if (remote !== null) {
    const pushed = await remote.push([`${saved.commit}:${ref}`], PUSH_TIMEOUT_MS);
    if (pushed.kind === 'ok') opened.wip = { ...saved, remote: true };
    else
      options.notice(
        `Unfinished work is kept here only (${ref}): ${'reason' in pushed ? pushed.reason : 'the side ref moved'}`,
      );
  }
  return saved.commit;
}

/** Who reads a named pipe waits for ever. */
const isFile = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;

/** Where the work on the side ref parts from the branch; null: a checkpoint of the spec has overtaken it since. */
export async function wipMergeBase(
  { checkout: { git }, options }: OpenRepository,
  wipCommit: string,
): Promise<string | null> {
  const base = await git(['merge-base', 'HEAD', wipCommit], { accept: [0, 1] });
  if (base.code !== 0) return null;
  const mergeBase = base.stdout.trim();
  const specTrailers = await git([
    'log',
    '-z',
    '--format=%(trailers:key=Spec,valueonly,separator=%x2C)',
    `${mergeBase}..HEAD`,
  ]);
  return specTrailers.stdout.split('\0').includes(options.spec) ? null : mergeBase;
}

/** Work on the side ref that no checkpoint of the spec has overtaken since it was saved. */
export async function findRecoverableWork(opened: OpenRepository): Promise<RecoverableWork | null> {
  const { checkout, options, wip } = opened;
  const { git } = checkout;
  if (wip === null || opened.head === null) return null;
  const mergeBase = await wipMergeBase(opened, wip.commit);
  if (mergeBase === null) return null;
  const shown = await git(['log', '-1', '--format=%cI%x00%B', wip.commit]);
  const [savedAt = '', body = ''] = shown.stdout.split('\0');
  const names = await git(['diff', '--name-only', '-z', '--no-renames', '--no-ext-diff', mergeBase, wip.commit], {
    encoding: 'latin1',
  });
  const files = names.stdout
    .split('\0')
    .filter((path) => path !== '')
    .slice(0, 200)
    .map(readable);
  if (files.length === 0) return null;
  const note = (body.split('\n', 1)[0] ?? '').replace(/^Unfinished work: /, '');
  const stat = await git(['diff', '--shortstat', '--no-ext-diff', mergeBase, wip.commit]);
  return {
    ref: workInProgressRef(options.spec),
    commit: wip.commit,
    unit: /^Task: (.+)$/m.exec(body)?.[1] ?? null,
    savedAt: new Date(savedAt).toISOString(),
    note,
    files,
    summary: `Unfinished work saved at ${savedAt} (${note}):${stat.stdout.replace(/\n/g, '')}: ${listFirst(files, 12)}`,
    apply: () => applyWork(git, wip.commit),
  };
}

async function applyWork(git: Git, commit: string): Promise<Awaited<ReturnType<RecoverableWork['apply']>>> {
  const merge = await git(['merge', '-q', '--squash', '--no-stat', commit], { accept: 'any' });
  if (merge.code === 0) {
    await git(['reset', '-q']);
    return { kind: 'applied' };
  }
  const unmerged = (await unmergedFiles(git)).map(readable);
  if (unmerged.length > 0) await git(['reset', '-q', '--merge']);
  const reported = [...merge.stderr.matchAll(/^\t(.+)$/gm)].map((match) => match[1] ?? '');
  return { kind: 'conflict', files: unmerged.length > 0 ? unmerged : reported };
}
