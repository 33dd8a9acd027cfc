import type { Git } from './git/git.ts';

/** What a log of git's says of a commit that a run made; what it says of one that a run only went back to is another thing. */
const MADE = /^sequential: (?:checkpoint|signed|commit: |merge: Merge made)/;
/** What `commit` and `merge` of git's have their logs say where a run starts them. */
export const MADE_BY_RUN = {
  commit: { GIT_REFLOG_ACTION: 'sequential: commit' },
  merge: { GIT_REFLOG_ACTION: 'sequential: merge' },
} as const;
/** Who commits for runs on other machines, and for their commits over the API. */
const OWN_MAIL =
  /^(?:sequential-orchestration@localhost|(?:\d{1,20}\+)?[\w-]{1,100}\[bot\]@users\.noreply\.github\.com)$/;
const SERVER_MAIL = 'noreply@github.com';
const RECORD = /(?:^|\/)SEQUENTIAL_(?:STATE\.json|PROGRESS\.md)$/;

/**
 * The newest commit of `range` that is not known to be a run's: git's own logs here do not say that one made it, no record
 * names it, and no bot committed it. A message proves nothing: an amended commit keeps it. Commits of records alone hold
 * nobody's work. null: there is none.
 */
export async function findForeignCommit(git: Git, tip: string, range: readonly string[]): Promise<string | null> {
  const format = ['%H', '%P', '%ae', '%ce', '%(trailers:key=Run,valueonly,separator=%x2C)'].join('%x00');
  const { stdout } = await git(['log', `--format=${format}`, tip, ...range, '--']);
  const commits = stdout.split('\n').filter(Boolean).map(readCommit);
  const candidates = commits.filter((commit) => !isOfBot(commit));
  if (candidates.length === 0) return null;
  const known = new Set([...(await madeHere(git)), ...(await recorded(git, tip))]);
  for (const { hash, parents } of candidates) {
    if (known.has(hash) || (parents.length < 2 && (await isOfRecords(git, hash)))) continue;
    return hash;
  }
  return null;
}

interface Commit {
  readonly hash: string;
  readonly parents: readonly string[];
  readonly author: string;
  readonly committer: string;
  readonly run: string;
}

function readCommit(line: string): Commit {
  const [hash = '', parents = '', author = '', committer = '', run = ''] = line.split('\0');
  return { hash, parents: parents.split(' ').filter(Boolean), author, committer, run };
}

/** Its merges name no run. */
function isOfBot({ parents, author, committer, run }: Commit): boolean {
  if (!OWN_MAIL.test(author) || (committer !== author && committer !== SERVER_MAIL)) return false;
  return parents.length > 1 || /^[^\s,]+$/.test(run);
}

async function madeHere(git: Git): Promise<readonly string[]> {
  const { stdout } = await git(['log', '--walk-reflogs', '--all', '--format=%H %gs'], { accept: 'any' });
  return stdout.split('\n').flatMap((line) => {
    const [, hash = '', said = ''] = /^(\S+) (.*)/.exec(line) ?? [];
    return MADE.test(said) ? [hash] : [];
  });
}

/** The commits of units that the state files of a commit name. */
async function recorded(git: Git, tip: string): Promise<readonly string[]> {
  const { stdout } = await git(['ls-tree', '-r', '-z', '--full-tree', '--name-only', tip]);
  const files = stdout.split('\0').filter((path) => RECORD.test(path) && path.endsWith('.json'));
  const texts = await Promise.all(files.map((path) => git(['cat-file', 'blob', `${tip}:${path}`], { accept: 'any' })));
  return texts.flatMap((text) =>
    [...text.stdout.matchAll(/"commit": "([0-9a-f]{40,64})"/g)].map(([, hash = '']) => hash),
  );
}

/** An empty commit is somebody's word. */
async function isOfRecords(git: Git, hash: string): Promise<boolean> {
  const args = ['diff-tree', '-r', '-z', '--root', '--no-commit-id', '--name-only', hash];
  const paths = (await git(args)).stdout.split('\0').filter(Boolean);
  return paths.length > 0 && paths.every((path) => RECORD.test(path));
}
