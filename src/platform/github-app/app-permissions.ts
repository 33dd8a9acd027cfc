import { UserError } from '../../errors.ts';
import type { Settings } from '../../inputs/types.ts';

/** By the names of GitHub's API. */
export type AppPermissions = Readonly<Record<string, 'read' | 'write'>>;

/** What a run needs of an app; `talks`: it also opens issues and pull requests, and does not only push. */
export function neededPermissions({ repository, throttle }: Settings, talks: boolean): AppPermissions {
  return {
    contents: repository.checkpoint === 'push' ? 'write' : 'read',
    ...(talks && { issues: 'write', pull_requests: 'write' }),
    ...(talks && throttle.continue === 'dispatch' && { actions: 'write' }),
  };
}

/**
 * What to ask for: never more than needed, and nothing that was not granted, for which GitHub would refuse the token.
 * `workflows` is taken where it was granted: the base branch's workflow files come along with its merges, and cannot be
 * pushed without it.
 */
export function requestedPermissions(needed: AppPermissions, granted: AppPermissions): AppPermissions {
  const wanted = needed.contents === 'write' ? { ...needed, workflows: 'write' as const } : needed;
  return Object.fromEntries(
    Object.entries(wanted).flatMap(([name, level]) => {
      const given = granted[name];
      return given === undefined ? [] : [[name, level === 'read' ? level : given]];
    }),
  );
}

/** Those that a run needs and the app lacks, as its settings page names them; null: none. */
export function missingPermissions(needed: AppPermissions, granted: AppPermissions): string | null {
  const missing = Object.entries(needed).filter(([name, level]) => !isGranted(level, granted[name]));
  if (missing.length === 0) return null;
  return missing
    .map(([name, level]) => `${TITLES[name] ?? name}: ${level === 'read' ? 'read' : 'read and write'}`)
    .join(', ');
}

/** Without access to its contents no run can use the repository. */
export function requireContents(slug: string, needed: AppPermissions, granted: AppPermissions): void {
  if (isGranted(needed.contents ?? 'read', granted.contents)) return;
  throw new UserError(`the app ${slug} lacks a permission: ${missingPermissions(needed, granted)}`, {
    where: 'app-id',
    fix: GRANT,
  });
}

/** How a permission is granted. */
export const GRANT =
  "Give it in the app's settings (Permissions & events, Repository permissions), and have whoever installed the app accept the change.";

function isGranted(level: 'read' | 'write', given: string | undefined): boolean {
  return given === 'write' || given === 'admin' || given === level;
}

const TITLES: Readonly<Record<string, string>> = {
  actions: 'Actions',
  contents: 'Contents',
  issues: 'Issues',
  pull_requests: 'Pull requests',
};
