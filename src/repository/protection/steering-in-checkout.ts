import { readdirSync, realpathSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { homeFolder } from '../../machine-user.ts';
import type { Checkout } from '../git/checkout.ts';
import { configValue } from '../git/configuration/git-configuration.ts';
import type { RepositoryOptions } from '../types.ts';

/**
 * Where in a checkout the things lie that steer the next agent, from its top: agents read them in the folder that they
 * work in and in those above it. What a link among them points to counts as well, and so does the folder of git's hooks.
 */
export function steeringPathsIn(
  { top, configEntries }: Pick<Checkout, 'top' | 'configEntries'>,
  {
    steeringPaths = [],
    agentHomes = [],
    workdir,
    env,
  }: Pick<RepositoryOptions, 'steeringPaths' | 'agentHomes' | 'workdir' | 'env'>,
): readonly string[] {
  if (steeringPaths.length === 0) return [];
  const realTop = realpathSync(top);
  const parts = relative(realTop, realpathSync(workdir))
    .split('/')
    .filter((part) => part !== '');
  // In the home folder agents keep their sessions under the same names.
  const folders = ['', ...parts.map((_, at) => `${parts.slice(0, at + 1).join('/')}/`)].filter(
    (folder) => join(realTop, folder, '.') !== join(homeFolder(env), '.'),
  );
  const paths = folders.flatMap((folder) =>
    steeringPaths.map((path) => (path.startsWith('!') ? `!${folder}${path.slice(1)}` : `${folder}${path}`)),
  );
  const homes = agentHomes.map((home) => `!${relative(realTop, home)}`);
  const hooks = configValue(configEntries, 'core.hookspath') ?? '';
  const hooksFolder = hooks === '' ? [] : [resolve(realTop, hooks.replace(/^~(?=\/)/, homeFolder(env)))];
  const others = insideOf(realTop, [...hooksFolder, ...linkedFrom(realTop, paths)]);
  return [...new Set([...paths, ...others, ...homes])];
}

/** The same paths, and what in the checkout a link among them leads to. */
export function withLinked({ top }: Pick<Checkout, 'top'>, paths: readonly string[]): readonly string[] {
  const realTop = realpathSync(top);
  return [...new Set([...paths, ...insideOf(realTop, linkedFrom(realTop, paths))])];
}

function linkedFrom(realTop: string, paths: readonly string[]): readonly string[] {
  return paths.filter((path) => !path.startsWith('!')).flatMap((path) => linkTargets(join(realTop, path)));
}

/** From the top; what lies elsewhere, or is git's own, is left out. */
function insideOf(realTop: string, paths: readonly string[]): readonly string[] {
  return paths
    .map((path) => relative(realTop, path))
    .filter((path) => path !== '' && !/^\.\.(?:\/|$)|^\.git(?:\/|$)/.test(path));
}

/** `.claude/CLAUDE.md` is often a link to it. */
const INSTRUCTIONS = /(?:^|\/)(?:AGENTS|CLAUDE|GEMINI)(?:\.\w+)?\.md$/;

/** Whole projects lie below them. */
const LARGE_FOLDERS = new Set(['node_modules', 'worktrees']);

/** Absolute paths of what links lead to, from the path itself or from below it. */
function linkTargets(path: string): readonly string[] {
  try {
    const real = realpathSync(path);
    const own = real === resolve(path) || INSTRUCTIONS.test(real) ? [] : [real];
    if (own.length > 0 || !statSync(real).isDirectory()) return own;
    return readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
      !LARGE_FOLDERS.has(entry.name) && (entry.isDirectory() || entry.isSymbolicLink())
        ? linkTargets(join(path, entry.name))
        : [],
    );
  } catch {
    // Not there, or a link to nothing.
    return [];
  }
}
