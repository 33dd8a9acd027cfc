import { rmSync, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { UserError } from '../../errors.ts';
import { type Checkout, findCheckout } from '../git/checkout.ts';
import { joinHistories, mergeIn } from '../git/merge.ts';
import { workInProgressRef } from '../git/refs.ts';
import { readStatus } from '../git/status.ts';
import { createGuard } from '../guard/git-files.ts';
import { type Withheld, withholdCredentials } from '../guard/remove-credentials.ts';
import { refuseForeignChanges } from '../guard/uncommitted-changes.ts';
import { type Opened, selectionOf } from '../opened.ts';
import type { OpenResult, RepositoryOptions } from '../types.ts';
import { commitAll } from '../work-tree/make-checkpoint.ts';
import { alignWithRemote, checkOutWorkBranch, type Prepared } from './check-out-branch.ts';
import { type Survey, surveyLocal, surveyRemote } from './fetch-remote.ts';
import { createRemote, originAddress, type Remote } from './remote.ts';

/** The repository as it is; null where there is none and none is needed. */
export async function attach(options: RepositoryOptions): Promise<{ opened: Opened; withheld: Withheld } | null> {
  const found = await findCheckout(options.workdir, options.env, options.author);
  if (found.kind === 'none') {
    if (options.checkpoint === 'off') return null;
    throw new UserError(`Checkpoints need a git repository: ${found.why}.`, {
      where: options.workdir,
      fix: 'Run `git init` and commit what is there, or run with `--checkpoint off`.',
    });
  }
  const { checkout } = found;
  const remote = options.checkpoint === 'push' ? remoteOf(checkout, options) : null;
  const withheld =
    options.remote.token === null ? { names: [], restore: () => undefined } : await withholdCredentials(checkout);
  const status = await readStatus(checkout.git);
  const guard = createGuard(checkout);
  const opened: Opened = {
    options,
    checkout,
    guard,
    remote,
    branch: status.branch,
    defaultBranch: null,
    seen: null,
    head: status.head,
    attempting: false,
    lost: new Map(),
    wip: null,
  };
  return { opened, withheld };
}

function remoteOf(checkout: Checkout, options: RepositoryOptions): Remote {
  const url = options.remote.url ?? originAddress(checkout);
  if (url !== null) return createRemote(checkout, { url, token: options.remote.token, env: options.env });
  throw new UserError('There is no remote to push to.', {
    where: checkout.top,
    fix: 'Add one (`git remote add origin URL`), or run with `--checkpoint commit`.',
  });
}

/** Gets from any checkout to the work branch with the base merged in. */
export async function openWorkBranch(opened: Opened): Promise<OpenResult> {
  const { options, checkout, remote } = opened;
  const { git } = checkout;
  const status = await readStatus(git);
  if (options.checkpoint === 'off') return { kind: 'ready', branch: status.branch, head: status.head, merged: null };
  demandNoLock(opened);
  const { excluded } = selectionOf(opened);
  await Promise.all([refuseForeignChanges(checkout, status, options, excluded), demandState(opened)]);
  const work = options.workBranch === '' ? status.branch : options.workBranch;
  if (work === null) {
    if (remote === null) {
      options.notice(
        'HEAD is detached: commits go on no branch. `git switch -c NAME` at the end of the run keeps them.',
      );
      return { kind: 'ready', branch: null, head: status.head, merged: null, base: null };
    }
    throw new UserError('HEAD is detached, so that there is no branch to push to.', {
      where: checkout.top,
      fix: 'Name a work branch, or check out a branch first.',
    });
  }
  const survey =
    remote === null
      ? await surveyLocal(checkout, options, work)
      : await surveyRemote(checkout, remote, options, work, status.head);
  if (options.workBranch !== '' && (work === survey.base || work === survey.defaultBranch)) {
    throw new UserError(`The work branch ${work} is the base itself.`, {
      where: 'work-branch',
      fix: 'Name another work branch, or an empty one to work on the branch that is checked out.',
    });
  }
  opened.defaultBranch = survey.defaultBranch;
  if (remote !== null) opened.seen = survey.remoteWork;
  if (survey.wip !== null) await rememberWork(opened, survey.wip);
  const prepared =
    options.workBranch !== ''
      ? await checkOutWorkBranch(checkout, survey, work, status)
      : status.head === null
        ? ({ kind: 'ready', head: null } as const)
        : await alignWithRemote(checkout, survey, work, status.head);
  opened.branch = work;
  if (prepared.kind === 'conflict') return prepared;
  opened.head = prepared.head;
  return mergeBase(opened, survey, prepared);
}

/**
 * Code and state travel in one commit: another machine that got the code without the state would do again what is done.
 * Here the files beside the spec will do, but whoever relies on commits must know.
 */
async function demandState({ checkout, options }: Opened): Promise<void> {
  const { statePath, checkpoint } = options;
  const why = statePath.startsWith('../') || isAbsolute(statePath) ? OUTSIDE : await whyUnseen(checkout, statePath);
  if (why === null) return;
  const what = `The state cannot be committed with the code: ${why}.`;
  if (checkpoint !== 'push') return options.notice(`${statePath}: ${what}`);
  throw new UserError(what, {
    where: statePath,
    fix: 'Let the spec lie where git commits it, or run with `--checkpoint commit` or `off`.',
  });
}

const OUTSIDE = 'it lies outside the repository';

async function whyUnseen({ git }: Checkout, path: string): Promise<string | null> {
  const asked = await git(['check-ignore', '-q', '--', path], { accept: 'any' });
  if (/beyond a symbolic link/.test(asked.stderr)) return 'it lies behind a symbolic link';
  return asked.code === 0 ? 'a .gitignore, or another of the ignore files of git, names it' : null;
}

/** No git step of ours or an agent's holds the index for this long; a killed one does for ever. */
const STALE_LOCK_MS = 60_000;

/** A lock of a git that was killed is removed; one that is fresh may belong to a git at work. */
function demandNoLock({ checkout, options }: Opened): void {
  const path = join(checkout.gitDir, 'index.lock');
  const lock = statSync(path, { throwIfNoEntry: false });
  if (lock === undefined) return;
  if (Date.now() - lock.mtimeMs > STALE_LOCK_MS) {
    rmSync(path, { force: true });
    options.notice(`A lock that a killed git left was removed: ${path}`);
    return;
  }
  throw new UserError('Another git process is at work in this repository.', {
    where: path,
    fix: 'Wait for it to end; if there is none, remove that file, and start again.',
  });
}

async function rememberWork(opened: Opened, commit: string): Promise<void> {
  const ref = workInProgressRef(opened.options.spec);
  if (opened.remote !== null) await opened.checkout.git(['update-ref', ref, commit]);
  opened.wip = { commit, tree: null, remote: opened.remote !== null };
}

async function mergeBase(opened: Opened, survey: Survey, prepared: Prepared & { kind: 'ready' }): Promise<OpenResult> {
  const { checkout, branch, options } = opened;
  const { base, baseCommit } = survey;
  const { head } = prepared;
  const wanted = options.workBranch !== '' || options.baseBranch !== null;
  if (!wanted || base === null || baseCommit === null || head === null || base === branch || baseCommit === head) {
    return { kind: 'ready', branch, head, merged: null, base };
  }
  await joinHistories(checkout, head, baseCommit, survey.deepen);
  const ancestor = await checkout.git(['merge-base', '--is-ancestor', baseCommit, 'HEAD'], { accept: [0, 1] });
  if (ancestor.code === 0) return { kind: 'ready', branch, head, merged: null, base };
  // What an interrupted run left would be in the merge's way; it is ours, so it is committed.
  opened.head = await commitAll(
    opened,
    `chore(${options.spec}): keep what an interrupted run left\n\nRun: ${options.runId}`,
  );
  const merged = await mergeIn(checkout.git, baseCommit, base, `Merge ${base} into ${branch}`);
  if (merged.kind === 'conflict') return { kind: 'conflict', base, files: merged.files };
  opened.head = merged.kind === 'merged' ? merged.head : opened.head;
  return { kind: 'ready', branch, head: opened.head, merged: merged.kind === 'merged' ? base : null, base };
}
