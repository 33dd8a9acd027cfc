import { existsSync, readFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { UserError } from '../../errors.ts';
import { currentBranch } from './git-folder.ts';
import { featuresNamed } from './spec-homes.ts';

/**
 * The feature that spec-kit works on, where no spec was named, as spec-kit itself finds it: SPECIFY_FEATURE_DIRECTORY,
 * else `.specify/feature.json`, else SPECIFY_FEATURE, else the branch that is checked out; null: there is none. Throws a
 * UserError for one that points nowhere.
 */
export function currentFeature(root: string, env: Readonly<Record<string, string | undefined>>): string | null {
  const { SPECIFY_FEATURE_DIRECTORY: directory = '', SPECIFY_FEATURE: name = '' } = env;
  if (directory.trim() !== '') return checked(directory.trim(), root, 'SPECIFY_FEATURE_DIRECTORY');
  const path = join(root, '.specify', 'feature.json');
  if (existsSync(path)) return checked(readFeature(path), root, path);
  return name.trim() === '' ? featureOfBranch(root) : (featureNamed(name.trim(), root) ?? name.trim());
}

/** People may have it below another name: `feat/003-name`. */
const FEATURE_BRANCH = /^(?:[^/]+\/)?((?:\d{8}-\d{6}|\d{3,9})-[^/]+)$/;

function featureOfBranch(root: string): string | null {
  const branch = existsSync(join(root, '.specify')) ? currentBranch(root) : null;
  const name = FEATURE_BRANCH.exec(branch ?? '')?.[1];
  if (name === undefined) return null;
  const feature = featureNamed(name, root);
  if (feature !== null) return feature;
  throw new UserError(`the branch "${branch}" stands for a feature, but there is no specs/${name}/tasks.md`, {
    where: 'spec',
    fix: 'write its tasks.md (/speckit.tasks), or name the spec',
  });
}

/** Several branches may work on one feature: else its number counts. */
function featureNamed(name: string, root: string): string | null {
  const number = /^(\d{8}-\d{6}|\d{3,9})-/.exec(name)?.[1] ?? name;
  return [name, number].find((feature) => featuresNamed(feature, root).length > 0) ?? null;
}

function readFeature(path: string): string {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    const message = cause instanceof SyntaxError ? 'it is not valid JSON' : 'it cannot be read';
    throw new UserError(message, { where: path, fix: 'fix it, or name the spec', cause });
  }
  if (typeof content === 'object' && content !== null && 'feature_directory' in content) {
    const { feature_directory: directory } = content;
    if (typeof directory === 'string' && directory.trim() !== '') return directory.trim();
  }
  throw new UserError('it names no "feature_directory"', { where: path, fix: 'add it, or name the spec' });
}

function checked(directory: string, root: string, where: string): string {
  const problem = problemOf(resolve(root, directory), root);
  if (problem === null) return directory;
  throw new UserError(`the current feature is "${directory}", which ${problem}`, {
    where,
    fix: 'write its tasks.md (/speckit.tasks), set another feature, or name the spec',
  });
}

function problemOf(folder: string, root: string): string | null {
  if (folder !== root && !folder.startsWith(root + sep)) return 'is outside the working tree';
  if (existsSync(join(folder, 'tasks.md'))) return null;
  return existsSync(folder) ? 'has no tasks.md' : 'does not exist';
}
