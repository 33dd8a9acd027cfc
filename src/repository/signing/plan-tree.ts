import { type BytePath, readable } from '../git/index/status.ts';
import type { TreeEntry } from './commit-api.ts';

/** An entry of a tree that differs from the one it is made from. */
export interface ChangedEntry {
  readonly path: BytePath;
  /** Octal, as git has it; 000000: it is gone. */
  readonly mode: string;
  readonly object: string;
}

/** An object that the remote does not have. */
export interface NewContent {
  readonly size: number;
  /** Valid UTF-8 without NUL, so that it can stand in a request as it is. */
  readonly isText: boolean;
}

/** An entry of a request; `text`: the object whose content it gets. */
export type PlannedEntry = Omit<TreeEntry, 'content' | 'sha'> &
  ({ readonly text: string } | { readonly sha: string | null });

export interface TreePlan {
  /** Objects that need a request each. */
  readonly blobs: readonly string[];
  /** One request each, every one on top of the one before. */
  readonly requests: readonly (readonly PlannedEntry[])[];
}

/** The API takes no larger blob. */
const MAX_BLOB_BYTES = 40 * 1024 * 1024;
/** GitHub ends a request that takes it longer than ten seconds. */
const MAX_ENTRIES = 1000;
const MAX_REQUEST_BYTES = 4 * 1024 * 1024;
const MAX_TEXT_BYTES = 1024 * 1024;
/** Of the 500 an hour that a token has, some are for reports. */
const MAX_REQUESTS = 300;

/**
 * How a change is made by the API: texts stand in the requests for the tree, everything else is uploaded first.
 * @param contents of the objects that the remote does not have. A string: why it cannot be made so.
 */
export function planTree(
  changes: readonly ChangedEntry[],
  contents: ReadonlyMap<string, NewContent>,
): TreePlan | string {
  const undecodable = changes.find(({ path }) => decodePath(path) === null);
  if (undecodable !== undefined) return `the file name ${readable(undecodable.path)} is not valid UTF-8`;
  const large = changes.find(({ object }) => (contents.get(object)?.size ?? 0) > MAX_BLOB_BYTES);
  if (large !== undefined) return `${readable(large.path)} is larger than 40 MB`;
  const isInline = (object: string) => {
    const content = contents.get(object);
    return content?.isText === true && content.size <= MAX_TEXT_BYTES;
  };
  const blobs = [...contents.keys()].filter((object) => !isInline(object));
  const requests = splitRequests(changes, (object) => (isInline(object) ? (contents.get(object)?.size ?? 0) : null));
  const count = blobs.length + requests.length;
  if (count > MAX_REQUESTS)
    return `it takes ${count} requests (one for each binary file), and at most ${MAX_REQUESTS} are made for one commit`;
  return { blobs, requests };
}

/** @param textSize of an object whose content stands in the request; null: its name does. */
function splitRequests(
  changes: readonly ChangedEntry[],
  textSize: (object: string) => number | null,
): readonly (readonly PlannedEntry[])[] {
  const gone = changes.filter(({ mode }) => mode === GONE);
  const rest = changes.filter(({ mode }) => mode !== GONE);
  // A path cannot be a file and a folder in one request.
  const parts = swapsFileAndFolder(gone, rest) ? [gone, rest] : [[...gone, ...rest]];
  const requests: PlannedEntry[][] = [];
  for (const part of parts) {
    let bytes = Number.POSITIVE_INFINITY;
    for (const change of part) {
      const size = textSize(change.object);
      const last = requests.at(-1);
      if (last === undefined || last.length === MAX_ENTRIES || bytes + (size ?? 0) > MAX_REQUEST_BYTES) {
        requests.push([plannedEntry(change, size !== null)]);
        bytes = 0;
      } else last.push(plannedEntry(change, size !== null));
      bytes += size ?? 0;
    }
  }
  return requests;
}

const GONE = '000000';

function plannedEntry({ path, mode, object }: ChangedEntry, isText: boolean): PlannedEntry {
  const name = decodePath(path) ?? '';
  if (mode === GONE) return { path: name, mode: '100644', type: 'blob', sha: null };
  const kind = { path: name, mode: mode as TreeEntry['mode'], type: mode === '160000' ? 'commit' : 'blob' } as const;
  return isText ? { ...kind, text: object } : { ...kind, sha: object };
}

function swapsFileAndFolder(gone: readonly ChangedEntry[], rest: readonly ChangedEntry[]): boolean {
  const isBelow = (some: readonly ChangedEntry[], others: readonly ChangedEntry[]) => {
    const files = new Set(others.map(({ path }) => path));
    return some.some(({ path }) => foldersOf(path).some((folder) => files.has(folder)));
  };
  return isBelow(gone, rest) || isBelow(rest, gone);
}

function foldersOf(path: BytePath): readonly BytePath[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, at) => parts.slice(0, at + 1).join('/'));
}

function decodePath(path: BytePath): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(path, 'latin1'));
  } catch {
    return null;
  }
}
