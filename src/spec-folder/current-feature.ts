import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UserError } from '../errors.ts';

/**
 * The feature that spec-kit works on, where no spec was named: SPECIFY_FEATURE_DIRECTORY, else `.specify/feature.json`,
 * else SPECIFY_FEATURE; null: there is none. Throws a UserError for one that points nowhere.
 */
export function currentFeature(root: string, env: Readonly<Record<string, string | undefined>>): string | null {
  const { SPECIFY_FEATURE_DIRECTORY: directory = '', SPECIFY_FEATURE: name = '' } = env;
  if (directory.trim() !== '') return checked(directory.trim(), root, 'SPECIFY_FEATURE_DIRECTORY');
  const path = join(root, '.specify', 'feature.json');
  if (!existsSync(path)) return name.trim() || null;
  const named = readFeature(path);
  return checked(named, root, path);
}

function readFeature(path: string): string {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new UserError('it is not valid JSON', { where: path, fix: 'fix it, or name the spec', cause });
  }
  if (typeof content === 'object' && content !== null && 'feature_directory' in content) {
    const { feature_directory: directory } = content;
    if (typeof directory === 'string' && directory.trim() !== '') return directory.trim();
  }
  throw new UserError('it names no "feature_directory"', { where: path, fix: 'add it, or name the spec' });
}

function checked(directory: string, root: string, where: string): string {
  if (existsSync(join(resolve(root, directory), 'tasks.md'))) return directory;
  const problem = existsSync(resolve(root, directory)) ? 'has no tasks.md' : 'does not exist';
  throw new UserError(`the current feature is "${directory}", which ${problem}`, {
    where,
    fix: 'write its tasks.md (/speckit.tasks), set another feature, or name the spec',
  });
}
