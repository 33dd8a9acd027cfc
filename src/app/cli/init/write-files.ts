import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { sync as writeFileAtomic } from 'write-file-atomic';
import { UserError } from '../../../errors.ts';
import type { Git } from '../../../repository/git/git.ts';
import { describeKind, realPathOf } from '../../../state/file/regular-file.ts';

/** The workflow, from the top of the repository. */
export const WORKFLOW_FILE = '.github/workflows/sequential.yml';

/** A file of the set-up. */
export interface PlannedFile {
  /** From the top of the repository. */
  readonly path: string;
  readonly text: string;
  readonly change: 'new' | 'unchanged' | 'updated' | 'edited-by-a-person';
}

/** Line of a file that is written whole: whether a person changed it since shows by the hash of the rest. */
const MARK = /^.{0,8}Written by sequential-orchestration init \(([0-9a-f]{12})\)\. .*\n/m;

/**
 * The same with a mark, so that a later run knows its own file from one that a person edited: the first line of YAML, the
 * last of Markdown, which may begin with settings.
 */
export function marked(text: string, format: 'yaml' | 'markdown'): string {
  const mark = `Written by sequential-orchestration init (${hash(text)}). Run it again for changes; a file that you edit is kept.`;
  return format === 'yaml' ? `# ${mark}\n${text}` : `${text}<!-- ${mark} -->\n`;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

/**
 * What would be done with a file that is wanted so, at the place where links on its way lead to. `whole`: it is ours as a
 * whole, and marked.
 */
export function planFile(top: string, path: string, text: string, whole: boolean): PlannedFile {
  const file = { path: realPlace(top, path), text };
  const read = readPresent(top, path);
  if (read === null) return { ...file, change: 'new' };
  // Git may have given every line of it another end.
  const present = whole ? read.replaceAll('\r\n', '\n') : read;
  if (present === text) return { ...file, change: 'unchanged' };
  const written = MARK.exec(present)?.[1];
  const unmarked = present.replace(MARK, '');
  // Installed by another program, it has no mark.
  const isOurs = written === hash(unmarked) || unmarked === text.replace(MARK, '');
  return { ...file, change: !whole || isOurs ? 'updated' : 'edited-by-a-person' };
}

/** Text of a file of the repository; null: it is not there. */
export function readPresent(top: string, path: string): string | null {
  const full = join(top, realPlace(top, path));
  if (!existsSync(full)) return null;
  const stat = statSync(full);
  if (stat.isFile()) return readFileSync(full, 'utf8');
  throw new UserError(`${describeKind(stat)} is where a file is to be`, { where: full, fix: 'move it elsewhere' });
}

/** The same path without links on its way, which may lead about in the repository and not out of it. */
function realPlace(top: string, path: string): string {
  const root = realPathOf(top);
  let there = join(root, path);
  while (!existsSync(there)) {
    requireNoLink(there);
    there = dirname(there);
  }
  const real = join(realPathOf(there), relative(there, join(root, path)));
  if (real.startsWith(root + sep)) return relative(root, real);
  throw new UserError(`a symbolic link leads out of the repository, to ${real}`, {
    where: join(top, path),
    fix: 'remove the link, or put a folder there',
  });
}

/** UserError for a link that leads to nothing: no file can be made through it. */
function requireNoLink(path: string): void {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found?.isSymbolicLink() !== true) return;
  throw new UserError(`a symbolic link leads to ${readlinkSync(path)}, where nothing is`, {
    where: path,
    fix: 'remove the link, or make what it leads to',
  });
}

export function writePlannedFile(top: string, { path, text }: PlannedFile): void {
  const full = join(top, path);
  try {
    mkdirSync(dirname(full), { recursive: true });
    writeFileAtomic(full, text);
  } catch (cause) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes((cause as NodeJS.ErrnoException).code ?? '')) throw cause;
    // Of the file itself: what could not be written is a temporary one beside it.
    const fix = `make ${dirname(full)} writable for you, then run the same command again`;
    throw new UserError('it cannot be written: permission denied', { where: full, fix, cause });
  }
}

/** The difference to what is there, as git shows it. */
export async function difference(git: Git, top: string, { path, text }: PlannedFile, colour: boolean): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'init-'));
  try {
    const wanted = join(folder, 'wanted');
    writeFileSync(wanted, text);
    const how = ['--no-index', '--no-prefix', `--color=${colour ? 'always' : 'never'}`];
    const { stdout } = await git(['diff', ...how, '--', join(top, path), wanted], { accept: 'any' });
    // Without git's head, which names the temporary file.
    return stdout.slice(Math.max(0, stdout.indexOf('@@'))).trimEnd();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
