import { HIDDEN } from '../hidden/hidden-paths.ts';
import { CACHES, type IsolatedPlace, WRITTEN_BY_TOOLS } from './covered-paths.ts';

/** Of what was asked for, see `IsolationRequest`. */
interface Asked {
  readonly writable: readonly string[];
  readonly allow: readonly string[];
}

/** All that any policy of a run may make writable. */
export function writablePaths(place: IsolatedPlace, { writable, allow }: Asked): readonly string[] {
  const allowed = allowedPaths(place, allow);
  const logins = Object.values(place.logins).flat();
  return [...place.workTree, ...logins, ...sharedWritable(place, { writable, allow }), ...allowed];
}

/** All that would be hidden without these names. */
export function allowedPaths(place: IsolatedPlace, allow: readonly string[]): readonly string[] {
  const named = Object.entries(HIDDEN).flatMap(([name, paths]) => (allow.includes(name) ? paths(place) : []));
  return [...named, ...allow.flatMap((name) => place.logins[name] ?? [])];
}

/** Caches, what tools write of what is allowed, and what was named. */
export function sharedWritable(place: IsolatedPlace, { writable, allow }: Asked) {
  const allowed = WRITTEN_BY_TOOLS.filter((name) => allow.includes(name));
  return [...CACHES(place), ...allowed.flatMap((name) => HIDDEN[name](place)), ...writable];
}
