import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { escapePath, isDynamicPattern } from 'tinyglobby';
import { sortNaturally } from '../../collections.ts';
import { UserError } from '../../errors.ts';
import { nearest } from '../../inputs/nearest.ts';
import { realPathOf } from '../../state/file/regular-file.ts';
import type { FormatChoice } from '../../tasks/types.ts';
import { currentFeature } from './current-feature.ts';
import { findSpecFolders, globPaths } from './nested-specs.ts';
import { specChoices, specsIn } from './spec-choices.ts';
import { assertNotArchived, foldersNamed, formatByPlace, isArchived, isUnwritten, SPEC_HOMES } from './spec-homes.ts';
import { accessError, isFile, isFolder } from './stat-path.ts';

/** The files of one spec; absolute, and relative to the work folder with forward slashes. */
export interface SpecLocation {
  /** The folder's name: names the spec in the state, the branch and the tmux session. */
  readonly name: string;
  readonly folder: string;
  readonly tasksPath: string;
  readonly statePath: string;
  readonly progressPath: string;
  readonly format: FormatChoice;
  readonly relative: {
    readonly folder: string;
    readonly tasks: string;
    readonly state: string;
    readonly progress: string;
  };
}

/**
 * Finds the specs that are meant: spec folders, tasks.md files, bare names where specs are kept, or globs; several
 * values, each of one line or more. In the order given, a glob's in natural order, none twice. Where none is given, the
 * current feature of spec-kit, else the only spec that there is. Throws a UserError for what is not there or cannot be
 * read, and, unless `writable` is false, for what cannot be written.
 */
export async function locateSpecs(
  values: readonly string[],
  workdir: string,
  options: LocateOptions = {},
): Promise<readonly SpecLocation[]> {
  const root = resolve(workdir);
  const wanted = values.flatMap((value) => value.split(/\r?\n/u)).flatMap((line) => line.trim() || []);
  if (wanted.length === 0) wanted.push(currentFeature(root, options.env ?? {}) ?? (await onlySpec(root)));
  const folders = new Set<string>();
  for (const value of wanted) {
    for (const folder of await specFoldersOf(value, root, options.unwritten ?? false)) folders.add(folder);
  }
  const specs = [...folders].map((folder) => specLocation(folder, root, options.format ?? 'auto'));
  for (const spec of specs) await assertUsable(spec, root, options.writable ?? true);
  return specs;
}

export interface LocateOptions {
  readonly writable?: boolean;
  /** Also those that a glob matches, besides others, and that have no tasks.md: see `isUnwritten`. */
  readonly unwritten?: boolean;
  readonly format?: FormatChoice;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** Where it cannot be told which one is meant, a person must. */
async function onlySpec(root: string): Promise<string> {
  const [only, ...others] = await specsBelowHomes('**', root);
  if (only !== undefined && others.length === 0) return only;
  const message = only === undefined ? 'no spec given' : `no spec given, and there are ${others.length + 1} specs`;
  const all = only === undefined ? '' : "; '*' means all of them";
  throw new UserError(message, { where: 'spec', fix: `${await specChoices(root)}${all}` });
}

async function specFoldersOf(value: string, root: string, unwritten: boolean): Promise<readonly string[]> {
  const isBareName = !/[\\/]/u.test(value) && value !== '.' && value !== '..';
  const path = resolve(root, value);
  const named = isBareName ? await specsNamed(value, path, root) : [];
  if (named.length > 0) return [onlyOne(named, value, root)];
  assertNotArchived(relativePath(path, root), value);
  if (await isFolder(path)) return [await requireTasksFile(path, value, root)];
  if (await isFile(path)) {
    if (basename(path) === 'tasks.md') return [dirname(path)];
    throw new UserError(`"${value}" is a file, but not a tasks.md`, {
      where: 'spec',
      fix: await specChoices(root),
    });
  }
  for (const folder of homes(root, value)) {
    if (await isFolder(folder)) return [await requireTasksFile(folder, value, root)];
  }
  if (isDynamicPattern(value)) return globSpecs(value, isBareName, root, unwritten);
  const known = (await Promise.all(homes(root).map(specsIn))).flat();
  const suggestion = nearest(value, known);
  throw new UserError(`no such spec: "${value}"${suggestion === null ? '' : `; did you mean "${suggestion}"?`}`, {
    where: 'spec',
    fix: await specChoices(root, isBareName ? homes(root, value)[0] : path.replace(/[\\/]tasks\.md$/, '')),
  });
}

/** Those that a bare name stands for: where specs are kept, else further down there, unless it is a spec by its path. */
async function specsNamed(name: string, path: string, root: string): Promise<readonly string[]> {
  const named = foldersNamed(name, root);
  if (named.length > 0 || (await isFile(join(path, 'tasks.md')))) return named;
  return specsBelowHomes(`**/${escapePath(name)}`, root);
}

async function specsBelowHomes(pattern: string, root: string): Promise<readonly string[]> {
  const found = (await Promise.all(homes(root).map((home) => findSpecFolders(pattern, home)))).flat();
  return found.filter((folder) => !isArchived(relativePath(folder, root)));
}

function homes(root: string, name = ''): readonly string[] {
  return SPEC_HOMES.map((home) => join(root, home, name));
}

function onlyOne([folder = '', ...others]: readonly string[], name: string, root: string): string {
  if (others.length === 0) return folder;
  const paths = [folder, ...others].map((found) => relativePath(found, root)).join(', ');
  throw new UserError(`there are several specs "${name}"`, { where: 'spec', fix: `name one of them: ${paths}` });
}

async function requireTasksFile(folder: string, value: string, root: string): Promise<string> {
  if (await isFile(join(folder, 'tasks.md'))) return folder;
  const inside = await specsIn(folder);
  const fix =
    inside.length > 0
      ? `it contains specs: name one (${inside.map((name) => relativePath(join(folder, name), root)).join(', ')}), or all of them with ${relativePath(join(folder, '*'), root)}`
      : `write ${relativePath(join(folder, 'tasks.md'), root)} (with Kiro, spec-kit or OpenSpec), or name another; ${await specChoices(root)}`;
  throw new UserError(`the folder "${value}" has no tasks.md`, { where: 'spec', fix });
}

async function globSpecs(
  pattern: string,
  isBareName: boolean,
  root: string,
  unwritten: boolean,
): Promise<readonly string[]> {
  const search = isBareName ? SPEC_HOMES.map((home) => `${home}/${pattern}`) : [pattern];
  const matches = await globPaths(search, root);
  const found: string[] = [];
  const others: string[] = [];
  for (const hit of matches.filter((match) => !isArchived(relativePath(match, root)))) {
    if (basename(hit) === 'tasks.md' && (await isFile(hit))) found.push(dirname(hit));
    else if (await isFile(join(hit, 'tasks.md'))) found.push(resolve(hit));
    else if (unwritten && isUnwritten(hit)) others.push(resolve(hit));
  }
  if (found.length > 0) return sortNaturally([...found, ...others]);
  throw new UserError(`"${pattern}" matches no spec with a tasks.md`, {
    where: 'spec',
    fix: await specChoices(root),
  });
}

function specLocation(folder: string, root: string, format: FormatChoice): SpecLocation {
  // Beside the spec folders; a spec that is the work folder itself keeps its files inside, where they are committed.
  const recordsFolder = folder === root ? folder : dirname(folder);
  const tasksPath = join(folder, 'tasks.md');
  const statePath = join(recordsFolder, 'SEQUENTIAL_STATE.json');
  const progressPath = join(recordsFolder, 'SEQUENTIAL_PROGRESS.md');
  return {
    name: basename(folder),
    folder,
    tasksPath,
    statePath,
    progressPath,
    format: format === 'auto' ? formatByPlace(folder, root) : format,
    relative: {
      folder: relativePath(folder, root),
      tasks: relativePath(tasksPath, root),
      state: relativePath(statePath, root),
      progress: relativePath(progressPath, root),
    },
  };
}

async function assertUsable(spec: SpecLocation, root: string, writable: boolean): Promise<void> {
  const { R_OK, W_OK, X_OK } = constants;
  assertNoLinkOut(spec, root);
  if (!(await isFile(spec.tasksPath))) return;
  await assertAccess(spec.tasksPath, R_OK, 'cannot be read');
  if (!writable) return;
  await assertAccess(spec.tasksPath, R_OK | W_OK, 'cannot be written, but tasks are ticked there');
  await assertAccess(spec.folder, W_OK | X_OK, 'cannot be written, but tasks are ticked there');
  await assertAccess(dirname(spec.statePath), W_OK | X_OK, 'cannot be written, but state and progress are saved there');
}

/** A link could have its target read into commits, or written to. */
function assertNoLinkOut({ folder, tasksPath }: SpecLocation, root: string): void {
  const isInside = (path: string, top: string) => path === top || path.startsWith(top + sep);
  for (const path of [folder, tasksPath]) {
    if (!isInside(path, root) || isInside(realPathOf(path), realPathOf(root))) continue;
    throw new UserError(`a symbolic link leads outside the working tree, to ${realPathOf(path)}`, {
      where: path,
      fix: 'move the spec itself into the working tree',
    });
  }
}

async function assertAccess(path: string, mode: number, what: string): Promise<void> {
  try {
    await access(path, mode);
  } catch (cause) {
    throw accessError(path, what, cause);
  }
}

function relativePath(path: string, root: string): string {
  return relative(root, path).split(sep).join('/') || '.';
}
