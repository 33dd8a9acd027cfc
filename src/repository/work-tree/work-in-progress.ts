import { copyFileSync, lstatSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Git } from '../git/git.ts';
import { unmergedFiles } from '../git/merge.ts';
import { workInProgressRef } from '../git/refs.ts';
import { withSideRepository } from '../git/side-repository.ts';
import { readable, readStatus } from '../git/status.ts';
import { below, type Opened, ownPaths, selectionOf } from '../opened.ts';
import type { OfferedWork } from '../types.ts';
import { chooseLeftOut, commitTree, stageAll } from './stage.ts';

const PUSH_TIMEOUT_MS = 60_000;

/**
 * Saves what is in the work tree as a commit on the side ref. An agent may be at work meanwhile: index, work tree and
 * branch are not touched, no lock is taken, and `.git/config`, which nobody guards now, is not read.
 */
export async function saveWork(opened: Opened, unit: string | null, note: string): Promise<string | null> {
  const { checkout, options, remote } = opened;
  if (options.checkpoint === 'off') return null;
  const found = await checkout.git(['rev-parse', '-q', '--verify', 'HEAD^{commit}'], { accept: [0, 1, 128] });
  const head = found.code === 0 ? found.stdout.trim() : null;
  if (head === null) return null;
  const written = await withSideRepository(checkout, options.env, [], async (side) => {
    const index = join(checkout.gitDir, 'index');
    if (isFile(index)) copyFileSync(index, join(side.folder, 'index'));
    writeFileSync(join(side.folder, 'HEAD'), `${head}\n`);
    const exclude = join(checkout.commonDir, 'info', 'exclude');
    if (isFile(exclude)) copyFileSync(exclude, join(side.folder, 'info', 'exclude'));
    const aside: Git = (args, more = {}) =>
      checkout.git(['-c', 'core.bare=false', '-c', `lfs.storage=${join(checkout.commonDir, 'lfs')}`, ...args], {
        ...more,
        env: { ...more.env, ...side.variables },
      });
    const status = await readStatus(aside);
    const selection = selectionOf(opened);
    const own = below(ownPaths(options));
    const excluded = (path: string) => selection.excluded(path) || own(path);
    const leftOut = await chooseLeftOut({ ...checkout, git: aside }, status, { ...selection, excluded });
    if (status.entries.length === leftOut.paths.length && head === opened.head) return null;
    await stageAll(aside, status, leftOut);
    const tree = (await aside(['write-tree'])).stdout.trim();
    if (tree === opened.wip?.tree) return opened.wip;
    // The save before is a parent, so that the side ref only ever moves forward.
    const parents = [head, ...(opened.wip === null ? [] : [opened.wip.commit])];
    const task = unit === null ? '' : `Task: ${unit}\n`;
    const message = `Unfinished work: ${note}\n\nSpec: ${options.spec}\n${task}Run: ${options.runId}`;
    return { tree, commit: await commitTree(aside, tree, parents, message), remote: opened.wip?.remote ?? false };
  });
  if (written === null) return null;
  const ref = workInProgressRef(options.spec);
  if (written !== opened.wip) {
    await checkout.git(['update-ref', '-m', 'sequential: unfinished work', ref, written.commit]);
  }
  opened.wip = written;
  if (remote !== null) {
    const pushed = await remote.push([`${written.commit}:${ref}`], PUSH_TIMEOUT_MS);
    if (pushed.kind === 'ok') opened.wip = { ...written, remote: true };
    else
      options.notice(
        `Unfinished work is kept here only (${ref}): ${'reason' in pushed ? pushed.reason : 'the side ref moved'}`,
      );
  }
  return written.commit;
}

/** Who reads a named pipe waits for ever. */
const isFile = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;

/** Where the work on the side ref parts from the branch; null: a checkpoint of the spec has overtaken it since. */
export async function parting({ checkout: { git }, options }: Opened, work: string): Promise<string | null> {
  const base = await git(['merge-base', 'HEAD', work], { accept: [0, 1] });
  if (base.code !== 0) return null;
  const from = base.stdout.trim();
  const since = await git(['log', '-z', '--format=%(trailers:key=Spec,valueonly,separator=%x2C)', `${from}..HEAD`]);
  return since.stdout.split('\0').includes(options.spec) ? null : from;
}

/** Work on the side ref that no checkpoint of the spec has overtaken since it was saved. */
export async function offeredWork(opened: Opened): Promise<OfferedWork | null> {
  const { checkout, options, wip } = opened;
  const { git } = checkout;
  if (wip === null || opened.head === null) return null;
  const from = await parting(opened, wip.commit);
  if (from === null) return null;
  const shown = await git(['log', '-1', '--format=%cI%x00%B', wip.commit]);
  const [savedAt = '', body = ''] = shown.stdout.split('\0');
  const names = await git(['diff', '--name-only', '-z', '--no-renames', '--no-ext-diff', from, wip.commit], {
    encoding: 'latin1',
  });
  const files = names.stdout
    .split('\0')
    .filter((path) => path !== '')
    .slice(0, 200)
    .map(readable);
  if (files.length === 0) return null;
  const note = (body.split('\n', 1)[0] ?? '').replace(/^Unfinished work: /, '');
  const stat = await git(['diff', '--shortstat', '--no-ext-diff', from, wip.commit]);
  const some = files.slice(0, 12).join(', ') + (files.length > 12 ? ` and ${files.length - 12} more` : '');
  return {
    ref: workInProgressRef(options.spec),
    commit: wip.commit,
    unit: /^Task: (.+)$/m.exec(body)?.[1] ?? null,
    savedAt: new Date(savedAt).toISOString(),
    note,
    files,
    summary: `Unfinished work saved at ${savedAt} (${note}):${stat.stdout.replace(/\n/g, '')}: ${some}`,
    apply: () => apply(git, wip.commit),
  };
}

async function apply(git: Git, commit: string): Promise<Awaited<ReturnType<OfferedWork['apply']>>> {
  const merge = await git(['merge', '-q', '--squash', '--no-stat', commit], { accept: 'any' });
  if (merge.code === 0) {
    await git(['reset', '-q']);
    return { kind: 'applied' };
  }
  const unmerged = (await unmergedFiles(git)).map(readable);
  if (unmerged.length > 0) await git(['reset', '-q', '--merge']);
  const named = [...merge.stderr.matchAll(/^\t(.+)$/gm)].map((match) => match[1] ?? '');
  return { kind: 'conflict', files: unmerged.length > 0 ? unmerged : named };
}
