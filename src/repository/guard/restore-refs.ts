import { lstatSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { entriesIn } from '../../entries-below.ts';
import type { Checkout } from '../git/checkout.ts';
import type { Git } from '../git/git.ts';
import { readPlainBranch } from '../git/head.ts';
import { isAncestor } from '../git/merge.ts';
import { lostCommitRef, type Ref, type Refs, type RefsScope, recordsRef, workInProgressRef } from '../git/refs.ts';
import { refsSignature } from '../git/refs-signature.ts';
import type { OpenRepository } from '../opened.ts';
import { listWorktrees } from '../worktrees.ts';

/** Those that people and the next run go by. */
const MAIN_REF = /^refs\/(?:heads|tags|remotes|replace)\//;
/** Our own, which the run and others of its repository write meanwhile, and what git fetches ahead by itself. */
const RUNNING_REF = /^refs\/(?:sequential|prefetch)\//;
const STASH = 'refs/stash';

/** Where refs are, without the branch that is worked on; of ours, those of this spec's own work and records. */
export async function listRefs(opened: OpenRepository): Promise<Refs> {
  const { checkout, branch, listedRefs } = opened;
  // Before they are listed: what is moved meanwhile shows the next time.
  const signature = refsSignature(checkout, branch);
  if (listedRefs !== null && listedRefs.signature === signature) return listedRefs.refs;
  const refs = await readRefs(opened);
  opened.listedRefs = signature === null ? null : { signature, refs };
  return refs;
}

async function readRefs({ checkout: { git }, branch, options: { spec } }: OpenRepository): Promise<Refs> {
  const own = [workInProgressRef(spec), recordsRef(spec)];
  const isLeftOut = (name: string) =>
    name === `refs/heads/${branch}` || (RUNNING_REF.test(name) && !own.includes(name));
  const format = '--format=%(refname)%00%(objectname)%00%(symref)%00%(worktreepath)';
  const { stdout } = await git(['for-each-ref', format]);
  const rows = stdout.split('\n').map((line) => line.split('\0'));
  return new Map(
    rows.flatMap(([name = '', hash = '', target = '', worktree = '']) =>
      name === '' || isLeftOut(name)
        ? []
        : [[name, { hash, target: target || null, worktree: worktree || null }] as const],
    ),
  );
}

/**
 * Puts refs back to where they were; what was, each with where it had come to, in words. `existing`: branches and tags
 * that were made since stay, and so do notes, stashes and the like. A commit that a branch had come to is kept, since a
 * person may have made it meanwhile.
 */
export async function restoreRefs(opened: OpenRepository, before: Refs, scope: RefsScope): Promise<readonly string[]> {
  const { git } = opened.checkout;
  const now = await listRefs(opened);
  const names = [...new Set([...before.keys(), ...now.keys()])].filter(
    (name) => (scope === 'all' || MAIN_REF.test(name)) && isMoved(before.get(name), now.get(name)),
  );
  // Those that are new first: one of them may be a folder in the name of one that was there.
  const made = names.filter((name) => !before.has(name));
  const others = names.filter((name) => before.has(name));
  const inTheWay = (name: string) =>
    others.some((other) => name.startsWith(`${other}/`) || other.startsWith(`${name}/`));
  const staying = (name: string) => scope === 'existing' && /^refs\/(?:heads|tags)\//.test(name) && !inTheWay(name);
  const restored: string[] = [];
  for (const name of [...made.filter((other) => !staying(other)), ...others]) {
    const [was, is] = [before.get(name), now.get(name)];
    if (name.startsWith('refs/heads/') && (await isElsewhere(opened, was, is))) continue;
    const kept = scope === 'existing' && is !== undefined ? await keep(opened, name, was, is) : null;
    if ((name === STASH && (await dropStashes(git, was))) || (await put(git, name, was, is)))
      restored.push(describe(name, was, is, kept));
  }
  return restored;
}

const isMoved = (was: Ref | undefined, is: Ref | undefined) => was?.hash !== is?.hash || was?.target !== is?.target;

/**
 * Whether somebody in another worktree had the branch there: it is in the log of that worktree's HEAD. Who wrote the ref
 * from elsewhere is in none, and pulled it from under the files of whoever has it checked out.
 */
async function isElsewhere({ checkout }: OpenRepository, was: Ref | undefined, is: Ref | undefined): Promise<boolean> {
  if (is === undefined) return false;
  const heads = await listHeads(checkout);
  if (is.worktree !== null) {
    const [last] = await readLog(checkout.git, heads.get(is.worktree) ?? 'HEAD');
    // Where there is no log, nothing says who it was.
    return last === undefined || last === is.hash;
  }
  // It was checked out there for a time; nobody in another worktree takes a branch back.
  if (was === undefined || (await isAncestor(checkout.git, is.hash, was.hash))) return false;
  for (const [path, head] of heads) {
    if (path !== checkout.top && (await readLog(checkout.git, head)).includes(is.hash)) return true;
  }
  return false;
}

/** The HEAD of each worktree, by its folder, as it is named in all of them. */
async function listHeads(checkout: Checkout): Promise<ReadonlyMap<string, string>> {
  const folder = join(checkout.commonDir, 'worktrees');
  const [main] = await listWorktrees(checkout);
  const linked = entriesIn(folder).flatMap(({ name: id, path }) => {
    const file = join(path, 'gitdir');
    const isFile = lstatSync(file, { throwIfNoEntry: false })?.isFile() === true;
    return isFile ? [[dirname(readFileSync(file, 'utf8').trim()), `worktrees/${id}/HEAD`] as const] : [];
  });
  return new Map([...(main === undefined ? [] : [[main.path, 'main-worktree/HEAD'] as const]), ...linked]);
}

/** What a ref was at, the last first. */
async function readLog(git: Git, ref: string): Promise<readonly string[]> {
  const { stdout } = await git(['log', '-g', '--format=%H', ref, '--'], { accept: 'any' });
  return stdout.split('\n').filter((line) => line !== '');
}

/** The ref, on this machine alone, that holds what would be lost; null: nothing would be. */
async function keep({ checkout: { git }, options }: OpenRepository, name: string, was: Ref | undefined, is: Ref) {
  if (!name.startsWith('refs/heads/') || is.hash === was?.hash) return null;
  if (was !== undefined && (await isAncestor(git, is.hash, was.hash))) return null;
  const ref = lostCommitRef(options.spec, is.hash);
  await git(['update-ref', '-m', 'sequential: kept', ref, is.hash]);
  return ref;
}

/** Its entries are its log: what was laid on top of the one that it was at would stay in there. false: nothing was. */
async function dropStashes(git: Git, was: Ref | undefined): Promise<boolean> {
  const laidOnTop = was === undefined ? -1 : (await readLog(git, STASH)).indexOf(was.hash);
  for (let left = laidOnTop; left > 0; left -= 1)
    await git(['reflog', 'delete', '--updateref', '--rewrite', `${STASH}@{0}`], { accept: 'any' });
  return laidOnTop > 0;
}

const REASON = ['-m', 'sequential: restored'];

/** false: it is checked out elsewhere meanwhile, or somebody moves it at this moment: left to them. */
async function put(git: Git, name: string, was: Ref | undefined, is: Ref | undefined): Promise<boolean> {
  const change = async (...args: string[]) => (await git(args, { accept: 'any' })).code === 0;
  if (was?.target != null) return change('symbolic-ref', ...REASON, name, was.target);
  // What it leads to is another ref's own matter.
  if (is?.target != null && !(await change('symbolic-ref', '-d', name))) return false;
  const old = is === undefined || is.target != null ? [] : [is.hash];
  if (was === undefined) return is?.target != null || change('update-ref', '--no-deref', ...REASON, '-d', name, ...old);
  return change('update-ref', '--no-deref', ...REASON, name, was.hash, ...old);
}

function describe(name: string, was: Ref | undefined, is: Ref | undefined, kept: string | null): string {
  const label = name
    .replace(/^refs\/heads\//, 'branch ')
    .replace(/^refs\/tags\//, 'tag ')
    .replace(/^refs\/remotes\//, '');
  if (is === undefined) return `${label} (had been deleted)`;
  const place = is.target?.replace(/^refs\/remotes\//, '') ?? is.hash.slice(0, 12);
  return `${label} (had been ${was === undefined ? 'made at' : 'moved to'} ${place}${kept === null ? '' : `, kept as ${kept}`})`;
}

/**
 * A work branch that was made to stand for another one would have our commits go there. It holds from now on what it led
 * to, which is looked at as any other history that an attempt left.
 */
export async function separateBranch({ branch, checkout, options }: OpenRepository) {
  if (branch === null || options.checkpoint === 'off' || readPlainBranch(checkout, branch) !== null) return [];
  const { git } = checkout;
  const name = `refs/heads/${branch}`;
  const target = await git(['symbolic-ref', '-q', name], { accept: 'any' });
  if (target.code !== 0) return [];
  const led = await git(['rev-parse', '-q', '--verify', `${name}^{commit}`], { accept: 'any' });
  await git(['symbolic-ref', ...REASON, 'HEAD', name]);
  await git(['symbolic-ref', '-d', name]);
  if (led.code === 0) await git(['update-ref', '--no-deref', ...REASON, name, led.stdout.trim()]);
  return [`${branch} had been made to stand for ${target.stdout.trim().replace(/^refs\/heads\//, '')}: separated`];
}
