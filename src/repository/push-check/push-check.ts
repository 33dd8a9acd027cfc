import type { Git } from '../git/git.ts';
import { GitError } from '../git/git.ts';
import { readable } from '../git/index/status.ts';
import { withScratchRepository } from '../git/side-repository.ts';
import type { OpenRepository } from '../opened.ts';
import { isLeftOut } from '../work-tree/staging/left-out.ts';
import { type CommitObject, inertCommitMessage } from './commit-object.ts';
import type { TreeChange } from './raw-diff.ts';
import { readContents, type SecretPlace } from './read-contents.ts';
import { UnreadableObject } from './read-objects.ts';
import { protectedFindings, treeChanges } from './tree-changes.ts';
import type { Finding } from './trust.ts';

/** What the check saw. `commits`: those that were not vetted before, oldest first. */
export interface CheckResult {
  readonly findings: readonly Finding[];
  readonly commits: readonly CommitObject[];
}

export interface CheckOptions {
  /** true: a message that would act on the platform is a finding. */
  readonly texts?: boolean;
  /** The commits to check where they are known, each with vetted parents or ones of the list; oldest first. */
  readonly commits?: readonly string[];
  /** Commits that need no check here, beside the vetted ones. */
  readonly known?: readonly string[];
}

/**
 * Looks at every commit up to `tip` that was not vetted before: each whole tree is compared with the baseline's, so that
 * no merge strategy or order of commits hides anything, and everything new in it is searched for secrets. Reads nothing
 * that an agent could bend: no replaced objects, grafts, border of a shallow clone, or caches of the history.
 */
export async function checkCommits(
  opened: OpenRepository,
  tip: string,
  options: CheckOptions = {},
): Promise<CheckResult> {
  const { trust, checkout } = opened;
  if (trust.vetted.has(tip)) return { findings: [], commits: [] };
  if (trust.baseline === 'unknown') return unreadable(tip, NO_BASELINE);
  try {
    return await withScratchRepository(checkout, opened.options.env, [], async (scratch) => {
      const git: Git = (args, extra = {}) =>
        checkout.git(args, { ...extra, env: { ...extra.env, ...scratch.variables } });
      const listed =
        options.commits === undefined
          ? await newCommits(git, opened, tip, options.known)
          : { commits: options.commits, border: [] };
      return await inspect(git, opened, listed, options.texts === true);
    });
  } catch (error) {
    if (error instanceof UnreadableObject || error instanceof GitError) return unreadable(tip, error.message);
    throw error;
  }
}

const NO_BASELINE =
  'there is nothing to compare it with: the work branch and its base are not on the remote, or the clone does not reach back to them';

const unreadable = (tip: string, what: string): CheckResult => ({
  commits: [],
  findings: [{ kind: 'unreadable', where: `commit ${tip.slice(0, 12)}`, what: `could not be checked: ${what}` }],
});

interface ListedCommits {
  /** Oldest first. */
  readonly commits: readonly string[];
  /** Parents of those that are part of what was vetted. */
  readonly border: readonly string[];
}

/** Commits that are not part of what was vetted. */
async function newCommits(
  git: Git,
  { trust }: OpenRepository,
  tip: string,
  alsoKnown: readonly string[] = [],
): Promise<ListedCommits> {
  const known = [...trust.vetted, ...trust.references, ...alsoKnown].map((commit) => `^${commit}\n`).join('');
  const args = ['rev-list', '--topo-order', '--reverse', '--boundary', '--ignore-missing', '--stdin'];
  const lines = (await git(args, { input: `${tip}\n${known}` })).stdout.split('\n').filter((line) => line !== '');
  return {
    commits: lines.filter((line) => !line.startsWith('-')),
    border: lines.filter((line) => line.startsWith('-')).map((line) => line.slice(1)),
  };
}

async function inspect(
  git: Git,
  opened: OpenRepository,
  { commits: listed, border }: ListedCommits,
  texts: boolean,
): Promise<CheckResult> {
  const { trust } = opened;
  const references = trust.references.length > 0 ? trust.references : [trust.baseline ?? (await emptyCommit(git))];
  const changes = await treeChanges(git, listed, references);
  const { commits, tooLarge, secrets } = await readContents(git, opened, listed, changes);
  requireWholeHistory(commits, [...listed, ...border], opened);
  const findings: Finding[] = [
    ...protectedFindings(changes, references.length, trust.protectedPaths),
    ...nameFindings(changes, opened),
    ...tooLarge,
    ...(await secretFindings(git, opened, [...secrets, ...secretsInNames(changes, opened)])),
    ...(texts ? textFindings(commits) : []),
  ];
  return { findings, commits };
}

function secretsInNames(changes: readonly TreeChange[], { trust }: OpenRepository): readonly SecretPlace[] {
  return changes
    .filter(({ isNew }) => isNew)
    .flatMap(({ path }) =>
      trust.secrets.find(Buffer.from(path, 'latin1')).map(({ secret }) => ({
        secret,
        where: `the name of the file ${trust.maskText(readable(path))}`,
      })),
    );
}

async function secretFindings(
  git: Git,
  opened: OpenRepository,
  places: readonly SecretPlace[],
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const { secret, where } of places)
    if (!(await isInBaseline(git, opened, secret)))
      findings.push({ kind: 'secret', where, what: 'contains a secret of this job (its value or an encoding of it)' });
  return findings;
}

/** A parent that is neither listed nor known was hidden from the list. */
function requireWholeHistory(
  commits: readonly CommitObject[],
  listed: readonly string[],
  { trust }: OpenRepository,
): void {
  const seen = new Set([...listed, ...trust.vetted, ...trust.references]);
  for (const { name, parents } of commits) {
    const hidden = parents.find((parent) => !seen.has(parent));
    if (hidden !== undefined)
      throw new UnreadableObject(`${name.slice(0, 12)} continues ${hidden.slice(0, 12)}, which is unknown`);
  }
}

function nameFindings(changes: readonly TreeChange[], { trust, leftAlone }: OpenRepository): Finding[] {
  const taken: Finding[] = changes
    .filter(({ path }) => leftAlone.has(path))
    .map(({ path }) => ({
      kind: 'left-alone',
      where: trust.maskText(readable(path)),
      what: 'was changed by a person before the run, and is not part of it',
    }));
  const leftOut: Finding[] = changes
    .filter(({ isNew, mode, path }) => isNew && mode !== '040000' && isLeftOut(path))
    .map(({ path }) => ({
      kind: 'left-out',
      where: trust.maskText(readable(path)),
      what: 'is never committed: it is specific to one machine',
    }));
  return [...taken, ...leftOut];
}

function textFindings(commits: readonly CommitObject[]): Finding[] {
  return commits
    .filter(({ message }) => inertCommitMessage(message) !== message)
    .map(({ name }) => ({
      kind: 'text',
      where: `the message of commit ${name.slice(0, 12)}`,
      what: 'would close an issue, mention somebody, or skip a workflow',
    }));
}

/** A value that everybody can read in the repository is no secret any more. */
async function isInBaseline(git: Git, { trust }: OpenRepository, secret: number): Promise<boolean> {
  const { baseline, known } = trust;
  if (baseline === null || baseline === 'unknown') return false;
  const before = known.get(secret);
  if (before !== undefined) return before;
  // Patterns by standard input: what is in an argument can be read by every process of the machine.
  const found = await git(['grep', '-q', '-F', '-a', '-f', '-', baseline, '--'], {
    input: `${trust.secrets.formsOf(secret).join('\n')}\n`,
    encoding: 'latin1',
    accept: [0, 1],
  });
  known.set(secret, found.code === 0);
  return found.code === 0;
}

/** To compare with where nothing has ever been committed. */
async function emptyCommit(git: Git): Promise<string> {
  const tree = (await git(['mktree'], { input: '' })).stdout.trim();
  return (await git(['commit-tree', tree, '-m', 'nothing'])).stdout.trim();
}
