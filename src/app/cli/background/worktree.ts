import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { quote } from 'shlex';
import { installCommand } from '../../../checks/set-up.ts';
import { UserError } from '../../../errors.ts';
import { type OptionTexts, options } from '../../../inputs/options/options.ts';
import type { Inputs } from '../../../inputs/types.ts';
import { type Checkout, findCheckout } from '../../../repository/git/checkout.ts';
import { readLocalRefs } from '../../../repository/remote/fetch-remote.ts';
import { addWorktree, leftBehind, listWorktrees, type Worktree, worktreePath } from '../../../repository/worktrees.ts';
import { locateSpecs, type SpecLocation } from '../../../spec-folder/locate/locate-specs.ts';
import { findRepositoryTop } from '../../../state/lock/repository-top.ts';
import { plural } from '../../../text.ts';
import type { ConfiguredInputs } from '../../reading/read-config.ts';
import type { CommandContext } from '../command-context.ts';

/** Whether a command makes a worktree that is missing: also with a new branch, for a branch that is there, or not at all. */
export type MakesWorktree = 'always' | 'for-branch' | 'never';

/** What nobody works in but the run is as on a runner, but for the push. */
const DEFAULTS: OptionTexts = new Map([
  ['checkpoint', 'commit'],
  ['work-branch', options['work-branch'].defaults.action],
]);

/** What was read, for a spec in a worktree of its own: `read` again, with the flags that lead there. */
export async function inWorktree(
  configured: ConfiguredInputs,
  read: (flags: object) => Promise<ConfiguredInputs>,
  makes: MakesWorktree,
  context: Pick<CommandContext, 'env' | 'stderr'>,
): Promise<ConfiguredInputs> {
  const flags = await flagsInWorktree(configured.with({ defaults: DEFAULTS }).inputs, makes, context);
  return (await read(flags)).with({ defaults: DEFAULTS });
}

/**
 * The flags that name a spec in a worktree of its own, in the place of those that were read: the folder in it that stands
 * for the work folder, and the spec from there. It is made where it is missing and `makes` says so, on the work branch.
 */
async function flagsInWorktree(
  inputs: Inputs,
  makes: MakesWorktree,
  { env, stderr }: Pick<CommandContext, 'env' | 'stderr'>,
): Promise<{ readonly workdir: string; readonly spec: string }> {
  const { checkout, spec, all } = await findPlace(inputs, env);
  const path = worktreePath(all, checkout.top, spec.name);
  const folder = join(path, relative(checkout.top, inputs.workdir));
  const flags = { workdir: folder, spec: spec.relative.folder || '.' };
  if (all.some((worktree) => worktree.path === path) && existsSync(join(path, '.git'))) return flags;
  const branch = inputs.forSpec(spec.name).repository.workBranch;
  if (makes === 'never' || (makes === 'for-branch' && !(await hasBranch(checkout, branch)))) {
    const fix = '`run --worktree` makes it, of its branch where there is one; or leave --worktree out';
    throw new UserError(`${spec.name} has no worktree: nothing is in ${path}`, { where: '--worktree', fix });
  }
  const tasks = relative(checkout.top, spec.tasksPath);
  const left = await leftBehind(checkout, tasks);
  if (left.file === 'uncommitted') throw uncommittedSpec(tasks);
  await refuseBase(checkout, branch, inputs.repository.baseBranch);
  await addWorktree(checkout, all, { path, branch });
  stderr.write(`${newWorktreeText({ path, folder, branch, changes: left.changes })}\n`);
  if (left.file === 'changed')
    stderr.write(`warning: ${tasks} has changes that are not committed: the worktree has it without them\n`);
  return flags;
}

/** For who looks at a checkout while the work is in a worktree; null: the spec has none. */
export function worktreeHint(spec: SpecLocation): string | null {
  const path = worktreeOf(spec)?.path ?? null;
  return path === null ? null : `note: ${spec.name} has a worktree, ${path}: --worktree shows that one`;
}

/** The worktree of a spec that lies in the checkout it was made from, and the spec's records there; null: it has none. */
export function worktreeOf({
  name,
  tasksPath,
  statePath,
}: SpecLocation): { readonly path: string; readonly statePath: string } | null {
  const top = findRepositoryTop(dirname(tasksPath));
  const path = top === null ? null : worktreePath([], top, name);
  if (top === null || path === null || !existsSync(join(path, '.git'))) return null;
  return { path, statePath: join(path, relative(top, statePath)) };
}

async function findPlace(
  inputs: Inputs,
  env: CommandContext['env'],
): Promise<{ readonly checkout: Checkout; readonly spec: SpecLocation; readonly all: readonly Worktree[] }> {
  const found = await findCheckout(inputs.workdir, env, null);
  if (found.kind === 'none')
    throw new UserError(found.reason, { where: '--worktree', fix: 'leave it out, or run in a git repository' });
  const how = { writable: false, format: inputs.format, env };
  const [spec, ...others] = await locateSpecs(inputs.specs, inputs.workdir, how);
  if (spec === undefined || others.length > 0)
    throw new UserError('a worktree is for one spec', {
      where: '--spec',
      fix: 'name one; several can be run at the same time, each by a command of its own',
    });
  if (inputs.repository.checkpoint === 'off')
    throw new UserError('with checkpoint off nothing would be on its branch', {
      where: '--worktree',
      fix: 'use --checkpoint commit or push, or leave --worktree out',
    });
  if (inputs.forSpec(spec.name).repository.workBranch === '')
    throw new UserError('an empty work-branch is the branch that is checked out here', {
      where: '--worktree',
      fix: 'name a branch, or leave one of the two out',
    });
  return { checkout: found.checkout, spec, all: await listWorktrees(found.checkout) };
}

async function hasBranch({ git }: Checkout, branch: string): Promise<boolean> {
  const names = [`refs/heads/${branch}`, `refs/remotes/origin/${branch}`];
  return (await git(['for-each-ref', '--format=%(refname)', ...names])).stdout !== '';
}

/** A run would refuse it in the worktree, which would stay. */
async function refuseBase(checkout: Checkout, branch: string, baseBranch: string | null): Promise<void> {
  const { base, defaultBranch } = await readLocalRefs(checkout, baseBranch, []);
  if (branch !== base && branch !== defaultBranch) return;
  throw new UserError(`the work branch ${branch} is the base branch itself`, {
    where: '--worktree',
    fix: 'name another --work-branch, or leave it out',
  });
}

function uncommittedSpec(tasks: string): UserError {
  return new UserError('the spec is not committed, and a worktree has what is committed', {
    where: tasks,
    fix: 'commit it first, or leave --worktree out',
  });
}

function newWorktreeText({
  path,
  folder,
  branch,
  changes,
}: Readonly<Record<'path' | 'folder' | 'branch', string>> & { readonly changes: number }): string {
  const install = installCommand(folder);
  return [
    `worktree ${path} on the branch ${branch}; \`git worktree remove ${quote(path)}\` removes it`,
    ...(install === null ? [] : [`  what git ignores is not there: agents or you install with \`${install}\``]),
    ...(changes === 0 ? [] : [`  left in your checkout: ${plural(changes, 'uncommitted change')}`]),
  ].join('\n');
}
