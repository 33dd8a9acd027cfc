import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { listFirst } from '../../text.ts';
import { iso, SECOND } from '../../time.ts';
import type { Checkout } from '../git/checkout.ts';
import type { Git } from '../git/git.ts';
import { readable } from '../git/index/status.ts';
import { unmergedFiles } from '../git/merge.ts';
import { workInProgressRef } from '../git/refs.ts';
import { commitSelectionOf, type OpenRepository, pathMatcher, recordPaths, retryPolicyOf } from '../opened.ts';
import { type CheckedPush, pushChecked, withheldReason } from '../push-check/checked-push.ts';
import { findBaseline } from '../push-check/find-baseline.ts';
import { checkCommits } from '../push-check/push-check.ts';
import type { RecoverableWork } from '../types.ts';
import { withStagedWorkTree } from './staging/own-index.ts';
import { commitTree } from './staging/stage.ts';

const PUSH_TIMEOUT_MS = 60_000;

/**
 * Saves what is in the working tree as a commit on the side ref. An agent may be running meanwhile: index, working tree
 * and branch are not touched, no lock is taken, and `.git/config`, which nobody guards now, is not read.
 */
export async function saveWork(opened: OpenRepository, unit: string | null, note: string): Promise<string | null> {
  const { options, remote } = opened;
  if (options.checkpoint === 'off') return null;
  const policy = { ...retryPolicyOf(options), retryForMs: 0 };
  if ((await findBaseline(opened, policy)) !== 'found' || opened.head === null) return null;
  const saved = await commitUnfinished(opened, unit, note);
  if (saved === null) return null;
  const ref = workInProgressRef(options.spec);
  if (saved !== opened.wip) {
    await opened.checkout.git(['update-ref', '-m', 'sequential: unfinished work', ref, saved.commit]);
  }
  opened.wip = saved;
  if (remote !== null) {
    const pushed = await pushChecked(
      opened,
      remote,
      [{ commit: saved.commit, ref, onRemote: saved.remote }],
      PUSH_TIMEOUT_MS,
    );
    if (pushed.kind === 'ok') opened.wip = { ...saved, remote: saved.commit };
    else options.notice(`Unfinished work is saved only here (${ref}): ${notPushedReason(pushed)}`);
  }
  return saved.commit;
}

function notPushedReason(pushed: Exclude<CheckedPush, { kind: 'ok' }>): string {
  if (pushed.kind === 'withheld') return withheldReason(pushed.findings);
  return pushed.kind === 'behind' ? 'the side ref moved' : pushed.reason;
}

/**
 * The working tree as a commit on what was checkpointed last: what an agent committed meanwhile is in it as content,
 * and its history is not. null: there is nothing unfinished.
 */
async function commitUnfinished(
  opened: OpenRepository,
  unit: string | null,
  note: string,
): Promise<NonNullable<OpenRepository['wip']> | null> {
  const { options, wip } = opened;
  const parent = await lastVetted(opened);
  if (parent === null) return null;
  const selection = commitSelectionOf(opened);
  const isRecordFile = pathMatcher(recordPaths(options));
  const isExcluded = (path: string) => selection.isExcluded(path) || isRecordFile(path);
  const staging = { parent, selection: { ...selection, isExcluded }, running: true };
  return withStagedWorkTree(opened, staging, async (staged) => {
    const { git, status, excluded, failure } = staged;
    if (failure !== null) options.notice(`Unfinished work is saved without what ${failure}`);
    if (status.entries.length === excluded.paths.length) return null;
    const tree = (await git(['write-tree'])).stdout.trim();
    if (wip !== null && tree === wip.tree) return wip;
    // The save before is a parent, so that the side ref only ever moves forward.
    const before = wip?.remote ?? null;
    const unitTrailer = unit === null ? '' : `Task: ${unit}\n`;
    const message = `Unfinished work: ${note}\n\nSpec: ${options.spec}\n${unitTrailer}Run: ${options.runId}`;
    const commit = await commitTree(git, tree, [parent, ...(before === null ? [] : [before])], message);
    return { tree, commit, remote: before };
  });
}

/** What HEAD was when we last looked, if it may be pushed; else what everything is compared with. */
async function lastVetted(opened: OpenRepository): Promise<string | null> {
  const { trust, head } = opened;
  if (head !== null && (await checkCommits(opened, head, { texts: true })).findings.length === 0) return head;
  return trust.baseline === 'unknown' ? null : trust.baseline;
}

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

/**
 * What a killed run had saved here, and not on the remote yet, or no longer: a checkpoint has overtaken that. Without a
 * remote it is known already.
 */
export async function takeUpLocalWork(opened: OpenRepository): Promise<void> {
  if (opened.remote === null) return;
  const { git } = opened.checkout;
  const ref = workInProgressRef(opened.options.spec);
  const local = await git(['rev-parse', '-q', '--verify', `${ref}^{commit}`], { accept: 'any' });
  if (opened.wip !== null || local.code !== 0) return;
  const commit = local.stdout.trim();
  if ((await wipMergeBase(opened, commit)) !== null) opened.wip = { commit, tree: null, remote: null };
  else await git(['update-ref', '-d', ref, commit], { accept: 'any' });
}

/** Work on the side ref that no checkpoint of the spec has overtaken since it was saved. */
export async function findRecoverableWork(opened: OpenRepository): Promise<RecoverableWork | null> {
  const { checkout, options, wip } = opened;
  const { git } = checkout;
  if (wip === null || opened.head === null) return null;
  const mergeBase = await wipMergeBase(opened, wip.commit);
  if (mergeBase === null) return null;
  const shown = await git(['log', '-1', '--format=%ct%x00%B', wip.commit]);
  const [seconds, body = ''] = shown.stdout.split('\0');
  const savedAt = iso(Number(seconds) * SECOND);
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
  const runs = await git(['log', '-z', '--format=%(trailers:key=Run,valueonly)', `${mergeBase}..${wip.commit}`]);
  const stat = await git(['diff', '--shortstat', '--no-ext-diff', mergeBase, wip.commit]);
  return {
    ref: workInProgressRef(options.spec),
    commit: wip.commit,
    unit: /^Task: (.+)$/m.exec(body)?.[1] ?? null,
    savedAt,
    note,
    files,
    lostRuns: new Set(runs.stdout.split(/[\0\n]+/).filter((id) => id !== '')).size,
    summary: `Unfinished work saved at ${savedAt} (${note}):${stat.stdout.replace(/\n/g, '')}: ${listFirst(files, 12)}`,
    apply: async () => {
      const applied = await applyWork(git, wip.commit);
      // A run that was lost in this very working tree left it here, too.
      return applied.kind === 'conflict' && (await isInWorkTree(checkout, wip.commit, files))
        ? { kind: 'applied' }
        : applied;
    },
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

async function isInWorkTree({ git, top }: Checkout, commit: string, files: readonly string[]): Promise<boolean> {
  const there = files.filter((path) => lstatSync(join(top, path), { throwIfNoEntry: false })?.isFile() === true);
  if (there.length < files.length || there.some((path) => path.includes('\n'))) return false;
  const hashed = await git(['hash-object', '--stdin-paths'], {
    cwd: top,
    input: `${there.join('\n')}\n`,
    accept: 'any',
  });
  const listed = await git(['cat-file', '--batch-check=%(objectname)'], {
    input: there.map((path) => `${commit}:${path}\n`).join(''),
  });
  return hashed.code === 0 && hashed.stdout === listed.stdout;
}
