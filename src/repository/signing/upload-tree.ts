import type { Checkout } from '../git/checkout.ts';
import { parseRawDiff } from '../push-check/raw-diff.ts';
import { readObjects } from '../push-check/read-objects.ts';
import type { RemoteResult } from '../remote/remote.ts';
import type { CommitApi, TreeEntry } from './commit-api.ts';
import { type NewContent, type PlannedEntry, planTree } from './plan-tree.ts';
import { SigningError } from './signer.ts';

/** Makes one request until it is answered; a SigningError where it never is. */
export type Ask = <T>(request: () => Promise<RemoteResult<T>>) => Promise<T>;

type Local = Pick<Checkout, 'git' | 'objectFormat'>;

/**
 * Has the remote make a tree that is here, of the trees of the commit's parents, which it has. It is the same tree if it
 * has the same name, whatever was asked for.
 */
export async function uploadTree(
  local: Local,
  { api, ask }: { readonly api: CommitApi; readonly ask: Ask },
  tree: string,
  parents: readonly string[],
): Promise<void> {
  const { base, changes, missing } = await compareTrees(local, tree, parents);
  if (changes.length === 0) return;
  const plan = planTree(changes, await describeContents(local, missing));
  if (typeof plan === 'string')
    throw new SigningError(`The change cannot be committed through the API: ${plan}.`, {
      where: 'sign-commits',
      fix: 'Leave it out with .gitignore or commit it yourself, or use `sign-commits: key`, which has no such limits.',
    });
  for (const object of plan.blobs) {
    const content = (await readContents(local, [object])).get(object) ?? Buffer.alloc(0);
    requireSame(await ask(() => api.createBlob(content)), object);
  }
  let made = base;
  for (const request of plan.requests) {
    const entries = await withTexts(local, request);
    const onTopOf = made;
    made = await ask(() => api.createTree(onTopOf, entries));
  }
  requireSame(made, tree);
}

function requireSame(made: string, expected: string): void {
  if (made === expected) return;
  throw new SigningError(`The API stored something other than what was committed here (${made}, not ${expected}).`, {
    where: 'sign-commits',
    fix: 'Use `sign-commits: key`, and report this.',
  });
}

type Changes = ReturnType<typeof parseRawDiff>;

/**
 * What differs from one parent's tree, and which of its objects none of the parents has. A token may be refused the
 * paths of workflows, so that the parent is taken whose workflows these are; then the one that differs least.
 */
async function compareTrees(
  { git }: Local,
  tree: string,
  parents: readonly string[],
): Promise<{ readonly base: string; readonly changes: Changes; readonly missing: readonly string[] }> {
  const diffs: { readonly base: string; readonly changes: Changes; readonly weight: number }[] = [];
  for (const base of parents) {
    const args = ['diff-tree', '-r', '-z', '--raw', '--no-renames', '--no-abbrev', base, tree];
    const changes = parseRawDiff((await git(args, { encoding: 'latin1' })).stdout);
    const workflows = changes.filter(({ path }) => path.startsWith('.github/workflows/')).length;
    diffs.push({ base, changes, weight: workflows * 1e9 + changes.length });
  }
  const [best, ...others] = diffs.sort((a, b) => a.weight - b.weight);
  if (best === undefined) return { base: tree, changes: [], missing: [] };
  const had = new Set(diffs.flatMap(({ changes }) => changes.map(({ before }) => before)));
  for (const { changes } of others) {
    const paths = new Set(changes.map(({ path }) => path));
    for (const { path, object } of best.changes) if (!paths.has(path)) had.add(object);
  }
  const contents = best.changes.filter(({ mode }) => mode !== '000000' && mode !== '160000');
  const missing = [...new Set(contents.map(({ object }) => object))].filter((object) => !had.has(object));
  return { ...best, missing };
}

async function describeContents(local: Local, names: readonly string[]): Promise<ReadonlyMap<string, NewContent>> {
  const contents = new Map<string, NewContent>();
  await readObjects(local, names, (name, _, size) => {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    let isText = true;
    const decode = (chunk: Buffer | null) => {
      try {
        isText &&= chunk?.includes(0) !== true;
        if (isText) decoder.decode(chunk ?? undefined, { stream: chunk !== null });
      } catch {
        isText = false;
      }
    };
    return {
      write: (chunk) => decode(Buffer.from(chunk, 'latin1')),
      end() {
        decode(null);
        contents.set(name, { size, isText });
      },
    };
  });
  return contents;
}

async function readContents(local: Local, names: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
  const contents = new Map<string, Buffer>();
  await readObjects(local, names, (name) => {
    const chunks: Buffer[] = [];
    return {
      write: (chunk) => void chunks.push(Buffer.from(chunk, 'latin1')),
      end: () => void contents.set(name, Buffer.concat(chunks)),
    };
  });
  return contents;
}

async function withTexts(local: Local, request: readonly PlannedEntry[]): Promise<readonly TreeEntry[]> {
  const names = new Set(request.flatMap((entry) => ('text' in entry ? [entry.text] : [])));
  const texts = await readContents(local, [...names]);
  return request.map((entry) => {
    if (!('text' in entry)) return entry;
    const { text, ...kind } = entry;
    return { ...kind, content: texts.get(text)?.toString('utf8') ?? '' };
  });
}
