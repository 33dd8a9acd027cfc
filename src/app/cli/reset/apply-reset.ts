import { quote } from 'shlex';
import { UserError } from '../../../errors.ts';
import type { Settings } from '../../../inputs/types.ts';
import { taskName } from '../../../plan/task-name.ts';
import type { DispatchUnit } from '../../../plan/types.ts';
import { resetMessage } from '../../../report/commit-message.ts';
import { resetEntry } from '../../../report/progress-log.ts';
import { unitCommits } from '../../../repository/commit-changes.ts';
import { commitFiles } from '../../../repository/commit-files.ts';
import { type Checkout, findCheckout } from '../../../repository/git/checkout.ts';
import type { Git } from '../../../repository/git/git.ts';
import { workInProgressRef } from '../../../repository/git/refs.ts';
import { hasOtherText } from '../../../repository/guard/uncommitted/uncommitted-changes.ts';
import type { SpecLocation } from '../../../spec-folder/locate/locate-specs.ts';
import { createSpecFiles } from '../../../spec-folder/spec-files.ts';
import { createStateStore } from '../../../state/file/store.ts';
import { resetSpec, resetUnits } from '../../../state/transitions/reset.ts';
import { tasksToReset } from '../../../state/transitions/reset-tasks.ts';
import type { SavedRecords, SpecState } from '../../../state/types.ts';
import { untick } from '../../../tasks/tick.ts';
import { emptyHistory } from '../../../throttle/history.ts';
import type { ThrottleHistory } from '../../../throttle/types.ts';
import { pathInRepository } from '../../surroundings/path-in-repository.ts';
import type { CommandContext } from '../command-context.ts';
import { preparePush } from './push-reset.ts';

interface Found {
  readonly location: SpecLocation;
  readonly saved: SavedRecords | null;
  readonly state: SpecState;
  readonly throttle: ThrottleHistory | null;
}

interface Place {
  readonly settings: Pick<Settings, 'loop' | 'repository'>;
  /** Nothing is to be committed. */
  readonly isOff: boolean;
  readonly notice: (text: string) => void;
  readonly workdir: string;
  readonly env: CommandContext['env'];
}

/** Changes tasks.md and the records, and commits them where they are committed. `rest`: what else there is to know. */
export async function applyReset(
  { location, saved, state, throttle }: Found,
  chosen: { readonly units: readonly DispatchUnit[]; readonly isWhole: boolean; readonly by: string },
  place: Place,
): Promise<{ readonly commit: string | null; readonly rest: string }> {
  const { name, tasksPath, statePath, progressPath, format } = location;
  const { units, isWhole, by } = chosen;
  const { settings, isOff, workdir } = place;
  const paths = { tasksPath, statePath, progressPath, root: workdir, saved: () => saved };
  const files = createSpecFiles({ ...paths, mask: (text) => text });
  const store = createStateStore({ path: statePath, root: workdir, spec: name, now: Date.now, saved: () => saved });
  const loaded = await store.load();
  const now = Date.now();
  const next = isWhole ? resetSpec(state, now) : resetUnits(state, units);
  const before = await files.readTasks();
  const text = untick(before, tasksToReset(units, settings.loop), format);
  const names = isWhole ? null : units.map(taskName);
  const committed = [tasksPath, statePath, progressPath].map((path) => pathInRepository(workdir, path));
  const { checkout, push } = await examine(committed[0] ?? '', place);
  if (text !== before) await files.writeTasks(text);
  await store.save({ spec: next, throttle: loaded?.throttle ?? throttle ?? emptyHistory() });
  await files.appendProgress(resetEntry(name, names ?? [], by, now));
  if (checkout === null) return { commit: null, rest: '' };
  const message = resetMessage({ spec: name, units: names, template: settings.repository.commitMessage });
  // A tree that held no records has them again, for whoever goes on from this commit.
  const added = saved === null ? [] : committed.slice(1);
  const commit = isOff ? null : await commitFiles(checkout, committed, message, added);
  const done = units.filter(({ key }) => state.units[key]?.status === 'completed');
  const revert = commit === null ? '' : await revertHint(checkout, { spec: name, units: done, files: committed });
  const pushed = commit === null ? '' : await push(commit);
  return {
    commit,
    rest: `${pushed}${revert}${await forgetUnfinishedWork(checkout, name, isWhole ? null : units)}`,
  };
}

/** Before anything is changed: what could keep it from being committed and pushed is a UserError. */
async function examine(tasks: string, { settings: { repository }, isOff, workdir, env, notice }: Place) {
  const found = await findCheckout(workdir, env, repository.commitAuthor).catch(() => null);
  const checkout = found?.kind === 'checkout' ? found.checkout : null;
  if (checkout === null || isOff) return { checkout, push: async () => '' };
  await refuseEdits(checkout, tasks);
  const isPushed = repository.checkpoint === 'push';
  return {
    checkout,
    push: isPushed ? await preparePush(checkout, repository.workBranch, env, notice) : async () => '',
  };
}

/** The commit of a reset would hold what a person wrote. */
async function refuseEdits(checkout: Checkout, tasks: string): Promise<void> {
  if (!(await hasOtherText(checkout, tasks))) return;
  throw new UserError('it has uncommitted changes, which the commit of the reset would include', {
    where: tasks,
    fix: 'commit or stash them, or use --checkpoint off',
  });
}

/** How to undo what units changed, but for the files that each unit commits: in them a revert would conflict. */
async function revertHint(
  { git }: Checkout,
  what: { readonly spec: string; readonly units: readonly DispatchUnit[]; readonly files: readonly string[] },
): Promise<string> {
  const keys = new Set(what.units.map(({ id, key }) => id ?? key));
  // The newest first.
  const found = [...(await unitCommits(git, [what.spec]))].filter(([unit]) => keys.has(unit));
  const listed = await git(['ls-tree', '-z', '--name-only', '--full-tree', 'HEAD', '--', ...what.files]);
  const kept = listed.stdout.split('\0').filter(Boolean);
  const commits: string[] = [];
  for (const [, commit] of found) if (await changesOthers(git, commit, kept)) commits.push(commit.slice(0, 9));
  const apply = 'git -C "$(git rev-parse --show-toplevel)" apply --index --3way';
  if (commits.length === 0) return '';
  const others = [quote(':(top)'), ...kept.map((path) => quote(`:(top,exclude,literal)${path}`))].join(' ');
  const lines = commits.map((commit) => `  git diff --binary ${commit} ${commit}^ -- ${others} | ${apply}\n`).join('');
  return `The changes themselves are kept. To undo them:\n${lines}  git commit -m ${quote(`Revert ${commits.join(', ')}`)}\n`;
}

/** Git applies no empty difference. */
async function changesOthers(git: Git, commit: string, files: readonly string[]): Promise<boolean> {
  const others = [':(top)', ...files.map((path) => `:(top,exclude,literal)${path}`)];
  return (await git(['diff', '--quiet', `${commit}^`, commit, '--', ...others], { accept: 'any' })).code === 1;
}

/** What a lost run had saved of such a unit would be there again in the next one. */
async function forgetUnfinishedWork(
  { git }: Checkout,
  spec: string,
  units: readonly DispatchUnit[] | null,
): Promise<string> {
  const ref = workInProgressRef(spec);
  const read = await git(['log', '-1', '--format=%H %(trailers:key=Task,valueonly,separator=%x2C)', ref, '--'], {
    accept: 'any',
  });
  const [commit = '', unit = ''] = read.stdout.trim().split(/ (.*)/s);
  const isTheirs = units === null || units.some(({ key, id }) => key === unit || id === unit);
  if (read.code !== 0 || commit === '' || !isTheirs) return '';
  await git(['update-ref', '-d', ref, commit]);
  return `Unfinished work of it, which a lost run had saved, is forgotten; it was commit ${commit}.\n`;
}
