import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { groupBy } from '../../collections.ts';
import { UserError } from '../../errors.ts';
import { workBranchesOf } from '../../inputs/kinds/git-kinds.ts';
import { nearest } from '../../inputs/nearest.ts';
import type { Inputs, Settings } from '../../inputs/types.ts';
import type { SpecDependencies } from '../../plan/order/spec-order.ts';
import {
  type ReadBranchesOptions,
  readSpecBranches,
  type SpecPlace,
  type SpecVersions,
} from '../../repository/branches/read-spec-branches.ts';
import { findCheckout } from '../../repository/git/checkout.ts';
import { originUrl } from '../../repository/remote/address.ts';
import { createRemote } from '../../repository/remote/remote.ts';
import { countUnits } from '../../run-events/build-progress.ts';
import { judgeSpecs, type ReadSpecStatus, type SpecStatus } from '../../run-events/spec-status.ts';
import type { TokenSource } from '../../secrets/token-source.ts';
import { locateSpecs, type SpecLocation } from '../../spec-folder/locate/locate-specs.ts';
import { readTasks } from '../../spec-folder/read-tasks-file.ts';
import { NewerStateError, readState, UPDATE_HINT } from '../../state/file/read-state.ts';
import { withSavedState } from '../../state/file/store.ts';
import { mergeStates } from '../../state/merge-states.ts';
import { planSpec } from '../../state/plan-spec.ts';
import { newSpecState } from '../../state/transitions/transitions.ts';
import type { SpecState, StateFile } from '../../state/types.ts';
import { mergeTasks } from '../../tasks/merge-tasks.ts';
import { parseSpec } from '../../tasks/parse.ts';
import type { Versions } from '../../three-way.ts';
import { pathInRepository } from '../surroundings/path-in-repository.ts';

export interface ReadSpecsContext extends Pick<ReadBranchesOptions, 'from' | 'retry'> {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `url` null: what the checkout calls origin. */
  readonly remote: { readonly url: string | null; readonly tokens: TokenSource | null };
}

const ALL = '**';
const ARCHIVE = 'openspec/changes/archive';

/**
 * How every spec that `inputs` names stands (none named: all of the repository), on its work branch and the base, as
 * they would be merged. What is wrong with one is said there; UserError for what is wrong with all.
 */
export async function readSpecs(
  inputs: Inputs,
  after: SpecDependencies,
  context: ReadSpecsContext,
): Promise<readonly SpecStatus[]> {
  const how = { writable: false, unwritten: true, format: inputs.format, env: context.env };
  const all = await locateSpecs([ALL], inputs.workdir, how).catch((error: unknown) => {
    if (inputs.specs.length === 0) throw error;
    return [];
  });
  const chosen = inputs.specs.length === 0 ? all : await locateSpecs(inputs.specs, inputs.workdir, how);
  const located = [...all, ...chosen.filter(({ folder }) => all.every((one) => one.folder !== folder))];
  const known = withArchived(after, located, inputs.workdir);
  const versions = await readVersions(located, inputs, context);
  const branchOf = ({ name }: SpecLocation) => inputs.forSpec(name).repository.workBranch;
  const isShared = workBranchesOf(inputs.repository.workBranchTemplate) === null;
  const rivals = groupBy(located, (spec) => (isShared ? spec.name : branchOf(spec)));
  const read: ReadSpecStatus[] = [];
  for (const location of located) {
    const problem = nameProblem(location, rivals.get(isShared ? location.name : branchOf(location)) ?? []);
    read.push(
      problem === null
        ? await readOne(location, inputs.forSpec(location.name), versions.get(location.name) ?? null, context)
        : { ...nothingRead(location), problem },
    );
  }
  const folders = new Set(chosen.map(({ relative }) => relative.folder));
  return judgeSpecs(read, known, context.retry.now()).filter(({ folder }) => folders.has(folder));
}

/** The dependencies without those that are archived, which are done; UserError for a name that is no spec's. */
function withArchived(after: SpecDependencies, located: readonly SpecLocation[], workdir: string): SpecDependencies {
  const names = new Set(located.map(({ name }) => name));
  const folder = join(workdir, ARCHIVE);
  const archived = existsSync(folder) ? readdirSync(folder) : [];
  // Archived under the day: `2026-11-27-add-login`.
  const isArchived = (name: string) =>
    archived.some((one) => one === name || one.replace(/^\d{4}-\d{2}-\d{2}-/, '') === name);
  const check = (spec: string, name: string): readonly string[] => {
    if (names.has(name)) return [name];
    if (isArchived(name)) return [];
    const meant = nearest(name, [...names]);
    throw new UserError(`specs.${spec}.after: there is no spec "${name}"`, {
      where: '.github/sequential.yml',
      fix: meant === null ? 'name a spec of this repository, or take it out' : `did you mean ${meant}?`,
    });
  };
  return new Map([...after].map(([spec, before]) => [spec, [...new Set(before)].flatMap((name) => check(spec, name))]));
}

/** What a matrix, a concurrency group or a branch could not tell apart or hold. */
function nameProblem({ name }: SpecLocation, same: readonly SpecLocation[]): ReadSpecStatus['problem'] {
  if (same.length > 1) {
    const folders = same.map(({ relative }) => relative.folder).join(', ');
    const what = same.every((one) => one.name === name)
      ? `are several specs "${name}"`
      : 'are specs with one work branch';
    return { message: `there ${what}: ${folders}`, fix: 'rename all of these folders but one' };
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a line break would make two names of one.
  if (!/[\u0000-\u001f\u007f\u2028\u2029\ufffd]/.test(name) && name.trim() === name) return null;
  return {
    message: `the name ${JSON.stringify(name)} cannot be handed to a job: it has a control character, or a blank at its end`,
    fix: 'rename its folder',
  };
}

async function readVersions(
  located: readonly SpecLocation[],
  inputs: Inputs,
  { env, remote, from, retry }: ReadSpecsContext,
): Promise<ReadonlyMap<string, SpecVersions>> {
  const found = await findCheckout(inputs.workdir, env, null);
  if (found.kind === 'none') return new Map();
  const { checkout } = found;
  const url = remote.url ?? originUrl(checkout);
  const options = { env, stop: retry.stop, notice: retry.notice, tokens: remote.tokens };
  const places = located.map(
    ({ name, tasksPath, statePath }): SpecPlace => ({
      name,
      tasksPath: pathInRepository(inputs.workdir, tasksPath),
      statePath: pathInRepository(inputs.workdir, statePath),
      workBranch: inputs.forSpec(name).repository.workBranch,
    }),
  );
  const { baseBranch } = inputs.repository;
  return readSpecBranches(checkout, url === null ? null : createRemote(checkout, { ...options, url }), places, {
    ...{ from, retry, baseBranch },
  });
}

/** What is wrong with one spec is no reason to leave the others. */
async function readOne(
  location: SpecLocation,
  settings: Pick<Settings, 'loop'>,
  versions: SpecVersions | null,
  context: ReadSpecsContext,
): Promise<ReadSpecStatus> {
  const facts = { ...nothingRead(location), branch: versions?.branch ?? null, workedAt: versions?.committedAt ?? null };
  try {
    if (versions?.problem != null) throw versions.problem;
    return { ...facts, ...(await readUnits(location, settings, versions, context)) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const message = error.where === null ? error.message : `${error.where}: ${error.message}`;
    return { ...facts, problem: { message, fix: error.fix } };
  }
}

async function readUnits(
  location: SpecLocation,
  { loop }: Pick<Settings, 'loop'>,
  versions: SpecVersions | null,
  { from, retry: { now } }: ReadSpecsContext,
): Promise<Partial<ReadSpecStatus>> {
  const { name, tasksPath, statePath, format } = location;
  const onDisk = { tasks: readIfThere(tasksPath), state: readIfThere(statePath) };
  const base = {
    tasks: (from === 'remote' ? versions?.tasks.theirs : null) ?? (await onDisk.tasks),
    state: (from === 'remote' ? versions?.state.theirs : null) ?? (await onDisk.state),
  };
  const tasks = { base: versions?.tasks.base ?? null, ours: versions?.tasks.ours ?? null, theirs: base.tasks };
  const merged = mergedTasks(tasks);
  if (merged === null) return { isUnplanned: true };
  const path = location.relative.state;
  const states = {
    // One that cannot be read was never the common one.
    base: stateOrNull(versions?.state.base ?? null, { path, spec: name, now: now() }),
    ours: readBranchState(versions, { path, spec: name, now: now() }),
    theirs: base.state === null ? null : readState(base.state, { path, spec: name, now: now() }),
  };
  const state = specState(withSavedState(mergedStates(states), versions?.saved ?? null, name, now()), name);
  const count = (text: string, of: SpecState | null) =>
    countUnits(planSpec(parseSpec(text, format), loop, of), of ?? newSpecState(now()));
  const { done, total } = count(merged, state);
  const inBase = base.tasks === null ? null : count(base.tasks, specState(states.theirs, name));
  return {
    done,
    total,
    isComplete: done >= total,
    isInBase: inBase !== null && inBase.done >= inBase.total,
    halt: state?.halt ?? null,
    paused: state?.paused ?? null,
  };
}

type StateFileFacts = Parameters<typeof readState>[1];

function readBranchState(versions: SpecVersions | null, file: StateFileFacts): StateFile | null {
  const text = versions?.state.ours ?? null;
  if (text === null) return null;
  try {
    return readState(text, file);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const fix = error instanceof NewerStateError ? UPDATE_HINT : 'restore the last good one on that branch';
    throw new UserError(error.message, { where: `${versions?.branch}:${file.path}`, fix });
  }
}

function stateOrNull(text: string | null, file: StateFileFacts): StateFile | null {
  try {
    return text === null ? null : readState(text, file);
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

function nothingRead({ name, relative }: SpecLocation): ReadSpecStatus {
  return {
    name,
    folder: relative.folder,
    ...{ done: 0, total: 0, branch: null, workedAt: null, isComplete: false, isInBase: false },
    ...{ halt: null, paused: null, problem: null, isUnplanned: false },
  };
}

/** Where people have to say which it is, what the base asks for: the run will tell them. */
function mergedTasks({ base, ours, theirs }: Versions<string | null>): string | null {
  if (ours === null || theirs === null) return theirs ?? ours;
  return mergeTasks({ base, ours, theirs }) ?? theirs;
}

function mergedStates({ base, ours, theirs }: Versions<StateFile | null>): StateFile | null {
  return ours === null || theirs === null ? (ours ?? theirs) : mergeStates(base, ours, theirs);
}

function specState(file: StateFile | null, name: string): SpecState | null {
  return file !== null && Object.hasOwn(file.specs, name) ? (file.specs[name] ?? null) : null;
}

async function readIfThere(path: string): Promise<string | null> {
  return existsSync(path) ? readTasks(path) : null;
}
