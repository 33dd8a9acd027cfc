import { chmodSync, lstatSync, rmSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { describeKind, type RegularFile, readRegularFile, writeRegularFile } from '../../state/file/regular-file.ts';
import { filesBelow, listOtherSpecs } from '../spec-documents.ts';
import { restoreFolders, snapshotFolders } from './folder-snapshot.ts';
import { keepAside } from './keep-aside.ts';

/** Absolute paths without links. */
export interface GuardedPaths {
  readonly tasks: string;
  /** The spec's folder. */
  readonly folder: string;
  readonly state: string;
  readonly progress: string;
  /** The working tree. */
  readonly root: string;
}

/**
 * `record`: state and progress log. `tasks`: tasks.md, whose text is compared elsewhere. `document`: the other documents
 * of the spec, and all files of other specs. `own`: what else lies in the spec's folder, and is an agent's to change.
 */
type Role = 'record' | 'tasks' | 'document' | 'own';

interface GuardedFile {
  readonly path: string;
  readonly role: Role;
  /** For people: below the working tree, with forward slashes; a record by its name alone. */
  readonly name: string;
  /** null: it was not there. */
  readonly file: RegularFile | null;
}

/** Documents that say what a spec is about: of Kiro, spec-kit and OpenSpec. */
const DOCUMENTS = ['requirements.md', 'bugfix.md', 'design.md', 'spec.md', 'plan.md', 'proposal.md'];

/**
 * Remembers the records, the spec's folder and its documents, and the other specs. The function that it returns
 * restores what was changed since, moved, removed, or replaced by a link or something else, and says a line each.
 * @param isEditable whether an agent was told to edit the document at that path below the working tree.
 */
export function takeRecordsSnapshot(
  paths: GuardedPaths,
  isEditable: (path: string) => boolean,
): () => readonly string[] {
  const { root } = paths;
  const nameOf = (path: string) => relative(root, path).split(sep).join('/');
  const specFolder = paths.folder;
  const recordsFolder = dirname(paths.state);
  const otherSpecs = specFolder === recordsFolder ? [] : listOtherSpecs(recordsFolder, specFolder);
  // A spec that is the working tree itself has all of the project below it.
  const ownFiles = specFolder === root ? [] : filesBelow(specFolder);
  const otherFiles = otherSpecs.flatMap(filesBelow);
  const folders = snapshotFolders(root, [
    recordsFolder,
    ...[specFolder, ...otherSpecs],
    ...[...ownFiles, ...otherFiles].map((path) => dirname(path)),
  ]);
  const roles = new Map<string, Role>([
    ...ownFiles.map((path): [string, Role] => [path, 'own']),
    ...otherFiles.map((path): [string, Role] => [path, 'document']),
    ...DOCUMENTS.map((name): [string, Role] => [join(specFolder, name), 'document']),
    [paths.tasks, 'tasks'],
    [paths.state, 'record'],
    [paths.progress, 'record'],
  ]);
  const files = [...roles].flatMap(([path, role]) =>
    remember(path, role, role === 'record' ? basename(path) : nameOf(path)),
  );

  return () => {
    const { lines, made } = restoreFolders(folders, nameOf, [recordsFolder, root]);
    for (const guarded of files) {
      const mayDiffer = guarded.role === 'document' && isEditable(guarded.name);
      const line = restoreFile(guarded, root, { mayDiffer, folderWasMade: made.has(dirname(guarded.path)) });
      if (line !== null) lines.push(line);
    }
    const known = new Set(otherFiles);
    for (const path of otherSpecs.flatMap(filesBelow)) {
      if (known.has(path) || isEditable(nameOf(path))) continue;
      const note = keepAside(path);
      rmSync(path, { force: true });
      lines.push(`added ${nameOf(path)}; it was removed${note}`);
    }
    return lines;
  };
}

/** [] for what cannot be kept: a link of the user's own, a document that is not there. */
function remember(path: string, role: Role, name: string): GuardedFile[] {
  try {
    const file = readRegularFile(path);
    return file === null && role !== 'record' ? [] : [{ path, role, name, file }];
  } catch {
    return [];
  }
}

/** Makes one file what it was, as far as it is guarded; null: it was. */
function restoreFile(
  { path, role, name, file }: GuardedFile,
  root: string,
  { mayDiffer, folderWasMade }: { readonly mayDiffer: boolean; readonly folderWasMade: boolean },
): string | null {
  const found = look(path);
  if (file === null) {
    if (found === null) return null;
    rmSync(path, { recursive: true, force: true });
    return `created ${name}; it was removed`;
  }
  const damage = damageOf({ role, file }, found, { mayDiffer, folderWasMade });
  if (damage === null) {
    if (found instanceof Object && role !== 'own' && found.mode !== file.mode) chmodSync(path, file.mode);
    return null;
  }
  const note = damage === 'changed' && role === 'document' ? keepAside(path) : '';
  writeRegularFile(path, file.bytes, root, file.mode);
  chmodSync(path, file.mode);
  if (damage === 'replaced') return `replaced ${name} with ${found}; it was restored`;
  // What went with its folder is said of the folder.
  if (damage === 'missing') return folderWasMade ? null : `removed ${name}; it was restored`;
  return `changed ${name}; it was restored${note}`;
}

/** What was done to a file that no agent may do; null: nothing. */
function damageOf(
  { role, file }: { readonly role: Role; readonly file: RegularFile },
  found: RegularFile | string | null,
  { mayDiffer, folderWasMade }: { readonly mayDiffer: boolean; readonly folderWasMade: boolean },
): 'missing' | 'replaced' | 'changed' | null {
  if (found === null) return folderWasMade || (role !== 'own' && !mayDiffer) ? 'missing' : null;
  if (role === 'own') return null;
  if (typeof found === 'string') return 'replaced';
  return role !== 'tasks' && !mayDiffer && !found.bytes.equals(file.bytes) ? 'changed' : null;
}

/** null: nothing is there; words for what is no file that can be read. */
function look(path: string): RegularFile | string | null {
  try {
    return readRegularFile(path);
  } catch {
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (stat === undefined) return null;
    return stat.isFile() ? 'a file that cannot be read' : describeKind(stat);
  }
}
