import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { UserError } from '../../errors.ts';
import { formatState } from '../../state/file/format.ts';
import { readState } from '../../state/file/read-state.ts';
import { readRegularFile, removeRegularFile, writeRegularFile } from '../../state/file/regular-file.ts';
import type { StateFile } from '../../state/types.ts';
import type { Git } from '../git/git.ts';
import { recordsRef } from '../git/refs.ts';
import { type OpenRepository, recordPaths, retryPolicyOf } from '../opened.ts';
import { pushChecked } from '../push-check/checked-push.ts';
import { signChecked } from '../push-check/sign-checked.ts';
import { retryUntilReachable } from '../remote/retry-remote.ts';
import { signCommit } from '../signing/sign-commit.ts';
import type { RetryOptions } from '../types.ts';
import { commitTree } from '../work-tree/staging/stage.ts';
import { readSavedRecords } from './read-records.ts';

/** The records of a commit that is being made, when they are not to be in it. */
export interface RecordsAside {
  /** The whole tree with them. */
  readonly tree: string;
  /** What the commit has in their place, by path; null: no file. */
  readonly left: ReadonlyMap<string, string | null>;
}

/**
 * Stages the record files as the base has them, so that a branch shows work alone and never conflicts in them. Where the
 * state has other specs that the base does not know, theirs stay. null: they are like that already, or cannot be told.
 */
export async function stageRecordsAside(git: Git, opened: OpenRepository): Promise<RecordsAside | null> {
  const tree = (await git(['write-tree'])).stdout.trim();
  const left = await recordsToLeave(git, opened, tree);
  if (left === null) return null;
  for (const [path, content] of left) {
    if (content === null) await git(['update-index', '--force-remove', '--', path]);
    else {
      const blob = (await git(['hash-object', '-w', '--stdin'], { input: content, encoding: 'latin1' })).stdout.trim();
      await git(['update-index', '--add', '--cacheinfo', `100644,${blob},${path}`]);
    }
  }
  return (await git(['write-tree'])).stdout.trim() === tree ? null : { tree, left };
}

/** Contents as bytes, one a character. */
async function recordsToLeave(
  git: Git,
  { options, records }: OpenRepository,
  tree: string,
): Promise<ReadonlyMap<string, string | null> | null> {
  const [statePath = '', progressPath = ''] = recordPaths(options);
  const base = records.base === null ? null : await mergeBase(git, records.base);
  const atBase = async (path: string) => (base === null ? null : readBytes(git, base, path));
  const [state, baseState] = [await readBytes(git, tree, statePath), await atBase(statePath)];
  const asBase = new Map([
    [statePath, baseState],
    [progressPath, await atBase(progressPath)],
  ]);
  if (state === null) return asBase;
  try {
    const read = (text: string | null) =>
      text === null
        ? null
        : readState(Buffer.from(text, 'latin1').toString(), {
            path: statePath,
            spec: options.spec,
            now: options.now(),
          });
    const [file, baseFile] = [read(state), read(baseState)];
    const { [options.spec]: _, ...others } = file?.specs ?? {};
    const { [options.spec]: own, ...baseOthers } = baseFile?.specs ?? {};
    if (file === null || isDeepStrictEqual(others, baseOthers)) return asBase;
    const specs: StateFile['specs'] = own === undefined ? others : { ...others, [options.spec]: own };
    return new Map([[statePath, Buffer.from(formatState({ ...file, specs })).toString('latin1')]]);
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

async function mergeBase(git: Git, base: string): Promise<string | null> {
  const found = await git(['merge-base', 'HEAD', base], { accept: 'any' });
  return found.code === 0 ? found.stdout.trim() : null;
}

async function readBytes(git: Git, tree: string, path: string): Promise<string | null> {
  const shown = await git(['cat-file', 'blob', `${tree}:${path}`], { accept: 'any', encoding: 'latin1' });
  return shown.code === 0 ? shown.stdout : null;
}

/** A minute: where the remote is out of reach for longer, the records stay in the tree until a later run. */
const RETRY_MS = 60_000;

/**
 * Puts the records on their ref, on top of the commit that leaves them out and of what the ref had before; false: they
 * cannot be there, and have to stay in the tree.
 */
export async function saveRecordsAside(
  opened: OpenRepository,
  { tree }: RecordsAside,
  commit: string,
  retry?: RetryOptions,
): Promise<boolean> {
  const { checkout, options, remote, records } = opened;
  const { git } = checkout;
  const ref = recordsRef(options.spec);
  const before = records.tip;
  const message = `Records of ${options.spec}\n\nSpec: ${options.spec}\nRun: ${options.runId}`;
  const unsigned = await commitTree(git, tree, [commit, ...(before === null ? [] : [before])], message);
  const known = before === null ? [] : [before];
  const { commit: saved } =
    remote === null
      ? { commit: await signCommit(opened, unsigned) }
      : await signChecked(opened, unsigned, { texts: true, known });
  if (remote !== null) {
    const policy = retryPolicyOf(options, retry);
    const result = await retryUntilReachable(
      'push',
      { ...policy, retryForMs: Math.min(policy.retryForMs, RETRY_MS) },
      (ms) => pushChecked(opened, remote, [{ commit: saved, ref, onRemote: before }], ms),
    );
    if (result.kind !== 'ok') {
      opened.records = { ...records, usable: false };
      // What must not be pushed is told where the checkpoint is refused for it.
      if (result.kind === 'withheld') return false;
      const why = result.kind === 'behind' ? 'another run has put records there' : result.reason;
      const remedy =
        result.kind === 'refused' ? ' Allow the token to push to refs/sequential/*, or use `records: keep`.' : '';
      options.notice(`The records stay in the branch, since ${ref} could not be pushed: ${why}.${remedy}`);
      return false;
    }
  }
  await git(['update-ref', '-m', 'sequential: records', ref, saved]);
  opened.records = { ...records, ...(await readSavedRecords(git, options, saved)), tip: saved };
  return true;
}

/** A run that was lost after its commit left the record files in the working tree as they are on their ref. */
export async function leaveRemainingRecords(opened: OpenRepository): Promise<void> {
  const { checkout, options, records, head } = opened;
  if (records.saved === null || head === null) return;
  const parent = await checkout.git(['rev-parse', '-q', '--verify', `${records.saved.commit}^`], { accept: 'any' });
  if (parent.stdout.trim() !== head) return;
  const paths = recordPaths(options);
  const present = readIfRegular(join(checkout.top, paths[0] ?? ''));
  if (records.saved.state === null || present !== records.saved.state) return;
  const left = new Map<string, string | null>();
  for (const path of paths) left.set(path, await readBytes(checkout.git, head, path));
  leaveRecords(opened, { left });
}

function readIfRegular(path: string): string | null {
  try {
    return readRegularFile(path)?.bytes.toString() ?? null;
  } catch {
    return null;
  }
}

/** Makes the record files of the working tree what the commit has of them. */
export function leaveRecords({ checkout: { top } }: OpenRepository, { left }: Pick<RecordsAside, 'left'>): void {
  for (const [path, content] of left) {
    const place = join(top, path);
    if (content === null) removeRegularFile(place);
    else writeRegularFile(place, Buffer.from(content, 'latin1'), top);
  }
}
