import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, sep } from 'node:path';

interface KeptFile {
  /** Changes with every write, and no program can set it back: the inode's change time is in it. */
  signature: string;
  readonly mode: number;
  /** A link's target, or a file's content. */
  readonly content: string | Buffer;
}

/** Some files and folders below `root`, whole, to be able to put them back. */
export interface KeptFiles {
  readonly root: string;
  /** Relative to root. */
  readonly paths: readonly string[];
  readonly files: Map<string, KeptFile>;
}

export function keepFiles(root: string, paths: readonly string[]): KeptFiles {
  const files = new Map<string, KeptFile>();
  for (const path of filesUnder(root, paths)) {
    const kept = read(join(root, path));
    if (kept !== null) files.set(path, kept);
  }
  return { root, paths, files };
}

/** Puts back what differs and removes what is new; returns the paths concerned. Links are never written through. */
export function putBack(kept: KeptFiles, changed = changedFiles(kept)): readonly string[] {
  for (const path of changed) {
    const place = join(kept.root, path);
    const file = kept.files.get(path);
    makeWay(kept.root, path);
    rmSync(place, { recursive: true, force: true });
    if (file === undefined) continue;
    mkdirSync(dirname(place), { recursive: true });
    if (typeof file.content === 'string') symlinkSync(file.content, place);
    else {
      writeFileSync(place, file.content, { mode: file.mode });
      chmodSync(place, file.mode);
    }
    file.signature = signatureOf(place);
  }
  return changed;
}

/** Paths that are new, gone or different now. */
export function changedFiles(kept: KeptFiles): readonly string[] {
  const changed = new Set<string>();
  const present = new Set(filesUnder(kept.root, kept.paths));
  for (const path of present) {
    const file = kept.files.get(path);
    const place = join(kept.root, path);
    if (file === undefined) changed.add(path);
    else if (signatureOf(place) !== file.signature) {
      const now = read(place);
      if (now === null || now.mode !== file.mode || !same(now.content, file.content)) changed.add(path);
      else file.signature = now.signature;
    }
  }
  for (const path of kept.files.keys()) if (!present.has(path)) changed.add(path);
  return [...changed].sort();
}

const same = (a: string | Buffer, b: string | Buffer) =>
  typeof a === 'string' || typeof b === 'string' ? a === b : a.equals(b);

/** null: not there, not to be read, or no file. */
export function read(place: string): KeptFile | null {
  try {
    const stat = lstatSync(place);
    // Who reads a named pipe waits for ever.
    if (!stat.isFile() && !stat.isSymbolicLink()) return null;
    const content = stat.isSymbolicLink() ? readlinkSync(place) : readFileSync(place);
    return { signature: signatureOf(place), mode: stat.mode & 0o7777, content };
  } catch {
    return null;
  }
}

function signatureOf(place: string): string {
  const stat = lstatSync(place, { bigint: true });
  return `${stat.ino}:${stat.mode}:${stat.size}:${stat.mtimeNs}:${stat.ctimeNs}`;
}

/** Files and links below the paths; a path on the way that is a link counts as a file itself and is not entered. */
function filesUnder(root: string, paths: readonly string[]): string[] {
  const found: string[] = [];
  const walk = (path: string) => {
    const stat = lstatSync(join(root, path), { throwIfNoEntry: false });
    if (stat === undefined) return;
    if (!stat.isDirectory()) found.push(path);
    else for (const name of readdirSync(join(root, path))) walk(`${path}/${name}`);
  };
  for (const path of paths) {
    const parts = path.split('/');
    const link = parts.findIndex((_, at) => at < parts.length - 1 && isNoFolder(join(root, ...parts.slice(0, at + 1))));
    walk(link < 0 ? path : parts.slice(0, link + 1).join('/'));
  }
  return [...new Set(found)];
}

function isNoFolder(place: string): boolean {
  const stat = lstatSync(place, { throwIfNoEntry: false });
  return stat !== undefined && !stat.isDirectory();
}

/** Removes links and files that stand where a folder of the path was. */
function makeWay(root: string, path: string): void {
  const parts = path.split('/').slice(0, -1);
  let place = root;
  for (const part of parts) {
    place = `${place}${sep}${part}`;
    if (isNoFolder(place)) rmSync(place, { force: true });
  }
}
