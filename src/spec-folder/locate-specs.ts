import { isUtf8 } from 'node:buffer';
import { constants, type Stats } from 'node:fs';
import { access, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { UserError } from '../errors.ts';
import { nearest } from '../inputs/nearest.ts';
import { readRegularFile, realPathOf } from '../state/file/regular-file.ts';
import { isInSparseCheckout } from './is-sparse.ts';
import { findNestedSpecs } from './nested-specs.ts';

/** Where Kiro keeps specs, below the work folder. */
const specsHome = join('.kiro', 'specs');

/** The files of one spec; absolute, and relative to the work folder with forward slashes. */
export interface SpecLocation {
  /** The folder's name: names the spec in the state, the branch and the tmux session. */
  readonly name: string;
  readonly folder: string;
  readonly tasksPath: string;
  readonly statePath: string;
  readonly progressPath: string;
  readonly relative: {
    readonly folder: string;
    readonly tasks: string;
    readonly state: string;
    readonly progress: string;
  };
}

/**
 * Finds the specs that are meant: spec folders, tasks.md files, bare names under `.kiro/specs`, or globs; several
 * values, each of one line or more. In the order given, a glob's in natural order, none twice. Throws a UserError for
 * what is not there or cannot be read, and, unless `writable` is false, for what cannot be written.
 */
export async function locateSpecs(
  values: readonly string[],
  workdir: string,
  options: { readonly writable?: boolean } = {},
): Promise<readonly SpecLocation[]> {
  const root = resolve(workdir);
  const wanted = values.flatMap((value) => value.split(/\r?\n/u)).flatMap((line) => line.trim() || []);
  if (wanted.length === 0) throw new UserError('no spec given', { where: 'spec', fix: await specChoices(root) });
  const folders = new Set<string>();
  for (const value of wanted) {
    for (const folder of await specFoldersOf(value, root)) folders.add(folder);
  }
  const specs = [...folders].map((folder) => specLocation(folder, root));
  for (const spec of specs) await assertUsable(spec, root, options.writable ?? true);
  return specs;
}

async function specFoldersOf(value: string, root: string): Promise<readonly string[]> {
  const isBareName = !/[\\/]/u.test(value) && value !== '.' && value !== '..';
  const specsHomePath = join(root, specsHome, value);
  if (isBareName && (await isFile(join(specsHomePath, 'tasks.md')))) return [specsHomePath];
  const path = resolve(root, value);
  const nested = isBareName ? await findNestedSpecs(value, join(root, specsHome)) : [];
  if (nested.length > 0 && !(await isFile(join(path, 'tasks.md')))) return [onlyOne(nested, value, root)];
  if (await isFolder(path)) return [await requireTasksFile(path, value, root)];
  if (await isFile(path)) {
    if (basename(path) === 'tasks.md') return [dirname(path)];
    throw new UserError(`"${value}" is a file, but not a tasks.md`, {
      where: 'spec',
      fix: await specChoices(root),
    });
  }
  if (await isFolder(specsHomePath)) return [await requireTasksFile(specsHomePath, value, root)];
  if (isDynamicPattern(value)) return globSpecs(value, isBareName, root);
  const suggestion = nearest(value, await specsIn(join(root, specsHome)));
  throw new UserError(`no such spec: "${value}"${suggestion === null ? '' : `; did you mean "${suggestion}"?`}`, {
    where: 'spec',
    fix: await specChoices(root, isBareName ? specsHomePath : path.replace(/[\\/]tasks\.md$/, '')),
  });
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
      : `have Kiro write ${relativePath(join(folder, 'tasks.md'), root)}, or name another; ${await specChoices(root)}`;
  throw new UserError(`the folder "${value}" has no tasks.md`, { where: 'spec', fix });
}

/** Folders without a tasks.md are specs that are still being written: a glob passes over them. */
async function globSpecs(pattern: string, isBareName: boolean, root: string): Promise<readonly string[]> {
  const search = isBareName ? `${specsHome.split(sep).join('/')}/${pattern}` : pattern;
  const matches = await glob(search, {
    cwd: root,
    absolute: true,
    onlyFiles: false,
    dot: true,
    expandDirectories: false,
  });
  const found: string[] = [];
  for (const hit of matches) {
    if (basename(hit) === 'tasks.md' && (await isFile(hit))) found.push(dirname(hit));
    else if (await isFile(join(hit, 'tasks.md'))) found.push(resolve(hit));
  }
  if (found.length > 0) return sortNaturally(found);
  throw new UserError(`"${pattern}" matches no spec with a tasks.md`, { where: 'spec', fix: await specChoices(root) });
}

function specLocation(folder: string, root: string): SpecLocation {
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

function accessError(path: string, what: string, cause: unknown): UserError {
  const why = (cause as NodeJS.ErrnoException).code ?? 'no access';
  return new UserError(`${what} (${why})`, { where: path, fix: 'change its permissions or its owner', cause });
}

/**
 * The text of a tasks.md, byte order mark and line ends as they are. Throws a UserError where it is no regular file, and
 * one that names the byte where it is no UTF-8 text.
 * @param realPath without links on its way, where that was looked up before an agent could put one there.
 */
export async function readTasks(path: string, realPath = realPathOf(path)): Promise<string> {
  const bytes = readBytes(path, realPath);
  const text = bytes.toString('utf8');
  if (isUtf8(bytes) && !bytes.includes(0)) return text;
  const reencoded = Buffer.from(text);
  const badOffset = bytes.findIndex((byte, index) => byte === 0 || byte !== reencoded[index]);
  const hex = (bytes[badOffset] ?? 0).toString(16).padStart(2, '0');
  throw new UserError(`not UTF-8 text: byte 0x${hex} at byte offset ${badOffset}`, {
    where: `${path}:${bytes.subarray(0, badOffset).toString('latin1').split('\n').length}`,
    fix: 'save the file as UTF-8 text',
  });
}

function readBytes(path: string, realPath: string): Buffer {
  let cause: Error;
  try {
    const file = readRegularFile(realPath);
    if (file !== null) return file.bytes;
    cause = new Error('it is not there');
  } catch (error) {
    cause = error as Error;
  }
  throw new UserError(`tasks.md cannot be read: ${cause.message}`, { where: path, cause });
}

/** `missing`: the folder that was looked for. */
async function specChoices(root: string, missing = join(root, specsHome)): Promise<string> {
  const names = await specsIn(join(root, specsHome));
  const sparse = isInSparseCheckout(root)
    ? `; this checkout is sparse and may leave the spec out: \`git sparse-checkout add ${JSON.stringify(relativePath(missing, root))}\` brings it (with actions/checkout, name the folder in \`sparse-checkout\`)`
    : '';
  const choices =
    names.length > 0
      ? `specs under ${relativePath(join(root, specsHome), root)}: ${names.join(', ')}`
      : `there is no spec under ${join(root, specsHome)}; name a spec folder or a tasks.md`;
  return choices + sparse;
}

async function specsIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  const specs: string[] = [];
  for (const name of names) if (await isFile(join(folder, name, 'tasks.md'))) specs.push(name);
  return sortNaturally(specs);
}

async function isFile(path: string): Promise<boolean> {
  return (await statOrNull(path))?.isFile() ?? false;
}

async function isFolder(path: string): Promise<boolean> {
  return (await statOrNull(path))?.isDirectory() ?? false;
}

async function statOrNull(path: string): Promise<Stats | null> {
  try {
    return await stat(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG' || code === 'EINVAL') return null;
    throw accessError(path, 'cannot be read', cause);
  }
}

function relativePath(path: string, root: string): string {
  return relative(root, path).split(sep).join('/') || '.';
}

/** `spec-9` before `spec-10`. */
function sortNaturally(paths: string[]): string[] {
  return paths.length < 2 ? paths : paths.sort(new Intl.Collator('en', { numeric: true }).compare);
}
