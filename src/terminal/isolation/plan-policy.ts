import { resolve } from 'node:path';
import { readGitPlace } from './policy/git-place.ts';
import {
  findPath,
  homesOf,
  makeOwnFolders,
  makeWritableFolders,
  type PlaceOptions,
  readPlace,
  readSigning,
} from './policy/isolated-place.ts';
import { type IsolationPolicy, type IsolationRequest, isolationPolicy } from './policy/isolation-policy.ts';
import { neededFolders } from './policy/paths/first-folders.ts';
import type { FindPath } from './policy/paths/paths.ts';
import { writablePaths } from './policy/paths/shared-paths.ts';
import { checkWritable, steadyPaths } from './policy/paths/writable-paths.ts';
import { type KnownCovers, knownCovers, steadyCovers } from './policy/steady-covers.ts';

/** Plans the policies of one run, by the machine as it is at each start and as it was when the run began. */
export interface Planner {
  /** See `Isolation.enter`. */
  plan(backend: string | null, scratch?: string): IsolationPolicy;
  /** What a person should know of the paths that they named, and of links that are not followed. */
  problems(policy: IsolationPolicy): readonly string[];
  /** Folders that a start under strict needs and that are not there. */
  missing(backend: string | null): readonly string[];
  /** Makes what must be there before a start. */
  prepare(backend: string | null): void;
}

export function createPlanner(
  options: PlaceOptions & Pick<IsolationRequest, 'strength' | 'allow' | 'writable'>,
): Planner {
  const { strength, allow } = options;
  const isStrict = strength === 'strict';
  const writable = options.writable.map((path) => resolve(path));
  const git = readGitPlace(options.workdir);
  const place = () => readPlace(options, git);
  let signing: IsolationRequest['signing'];
  let began: { readonly steady: ReturnType<typeof steadyPaths>; readonly covers: KnownCovers } | null = null;
  const plan: Planner['plan'] = (backend, scratch) => {
    signing ??= readSigning(options);
    const request: IsolationRequest = { strength, backend, allow, writable, signing };
    const now = place();
    began ??= {
      steady: steadyPaths(
        writablePaths(now, request),
        { workTree: now.workTree, named: writable, home: now.home },
        findPath,
      ),
      covers: knownCovers(now, request, findPath),
    };
    const { steady, covers } = began;
    const findCovered = steadyCovers(now, covers, findPath);
    if (scratch === undefined) return isolationPolicy(now, request, findPath, { findSteady: steady.find, findCovered });
    const findSteady: FindPath = (path) => (path === scratch ? findPath(path) : steady.find(path));
    const copied = { ...now, workTree: [scratch], shownTrees: now.workTree };
    return isolationPolicy(copied, request, findPath, { findSteady, findCovered });
  };
  return {
    plan,
    problems: (policy) => [
      ...checkWritable(writable, policy, findPath, {
        strays: isStrict ? (began?.steady.strays ?? new Map()) : new Map(),
        homes: homesOf(options).flatMap((home) => [home, findPath(home)?.path ?? home]),
      }).map((problem) => `isolation.writable: ${problem}`),
      ...strayLinks(policy),
    ],
    missing: (backend) => (isStrict ? neededFolders(place(), backend) : []).filter((path) => findPath(path) === null),
    prepare(backend) {
      makeOwnFolders(options);
      if (isStrict) makeWritableFolders(place(), backend);
    },
  };
}

/** Links that are not followed, for people. */
export function strayLinks({ strays }: Pick<IsolationPolicy, 'strays'>): readonly string[] {
  return strays.map(
    ({ path, target }) =>
      `isolation: ${path} is a link to ${target}, which an agent may have made, so the sandbox does not follow it. Remove it unless it is yours.`,
  );
}
