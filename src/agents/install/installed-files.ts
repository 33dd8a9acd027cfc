import { createHash } from 'node:crypto';
import { createReadStream, lstatSync, readdirSync, readlinkSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** How the files of an installed CLI looked when they were checked: cheap to compare, and no program can forge it. */
export interface CheckedFiles {
  /** In a few ms, by what a look at each file says without reading it. */
  isUnchanged(): boolean;
}

export type InstalledFiles =
  | { readonly kind: 'as-installed'; readonly checked: CheckedFiles }
  /** `reason`: a clause about the folder, for a person. */
  | { readonly kind: 'other'; readonly reason: string };

/** What a folder holds, by path: folders, targets of links, hashes of files. */
type Contents = Readonly<Record<string, string>>;

/** Writes down what the program's folder holds, which will be in `folder`, before anybody else can touch it. */
export async function recordInstall(made: string, folder: string, stateDir: string): Promise<void> {
  const path = recordPath(folder, stateDir);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, JSON.stringify(await readContents(made)), { mode: 0o600 });
  await rename(draft, path);
}

/** Reads every file of an installed CLI, and compares it with what was written down when it was installed. */
export async function checkInstall(folder: string, stateDir: string): Promise<InstalledFiles> {
  const recorded = await readRecord(recordPath(folder, stateDir));
  if (recorded === null) return { kind: 'other', reason: 'this machine has no record of having installed it' };
  // First: what changes while it is read shows the next time.
  const before = lookAt(folder);
  const contents = await readContents(folder);
  const differing = [...new Set([...Object.keys(recorded), ...Object.keys(contents)])].find(
    (path) => recorded[path] !== contents[path],
  );
  if (differing !== undefined) return { kind: 'other', reason: `${differing} was changed since it was installed` };
  return { kind: 'as-installed', checked: { isUnchanged: () => before !== '' && lookAt(folder) === before } };
}

function recordPath(folder: string, stateDir: string): string {
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  return join(stateDir, 'installed', `${basename(dirname(folder))}-${name}.json`);
}

async function readRecord(path: string): Promise<Contents | null> {
  try {
    const record: unknown = JSON.parse(await readFile(path, 'utf8'));
    return typeof record === 'object' && record !== null ? (record as Contents) : null;
  } catch {
    return null;
  }
}

async function readContents(folder: string): Promise<Contents> {
  const contents: Record<string, string> = {};
  for (const path of pathsBelow(folder)) {
    const absolutePath = join(folder, path);
    const stat = lstatSync(absolutePath);
    if (stat.isSymbolicLink()) contents[path] = `link ${readlinkSync(absolutePath)}`;
    else if (stat.isFile()) contents[path] = `${(stat.mode & 0o111).toString(8)} ${await hashFile(absolutePath)}`;
    else contents[path] = stat.isDirectory() ? 'folder' : 'other';
  }
  return contents;
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}

/** The change time of an inode is in it, which no program can set. '' where the folder cannot be read. */
function lookAt(folder: string): string {
  try {
    return pathsBelow(folder)
      .map((path) => {
        const { ino, mode, size, mtimeMs, ctimeMs } = lstatSync(`${folder}/${path}`);
        return `${path}\0${ino}:${mode}:${size}:${mtimeMs}:${ctimeMs}`;
      })
      .join('\n');
  } catch {
    return '';
  }
}

/** Everything below a folder, links not followed. */
function pathsBelow(folder: string, below = ''): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    return entry.isDirectory() ? [path, ...pathsBelow(folder, path)] : [path];
  });
}
