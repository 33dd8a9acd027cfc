import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withScratchRepository } from '../git/side-repository.ts';
import { type OpenRepository, preserveLostCommit } from '../opened.ts';
import { type CommitObject, foreignCommitMessage, formatCommit, objectName } from './commit-object.ts';
import { checkCommits } from './push-check.ts';
import { describeFindings } from './trust.ts';

/** The work branch after commits that are not ours were looked at. */
export interface AdoptedCommits {
  readonly head: string | null;
  /** What was changed, in words. */
  readonly repaired: readonly string[];
}

/**
 * Takes the commits up to `head`, which HEAD is at, for the work branch. Those that pass the check stay, with a text that
 * makes nothing happen when it is pushed. Where one does not, all are reverted to `since`: their content stays in the
 * working tree, and their history under a ref on this machine.
 */
export async function adoptCommits(
  opened: OpenRepository,
  since: string | null,
  head: string,
): Promise<AdoptedCommits> {
  const { trust } = opened;
  if (head === since || trust.vetted.has(head)) return { head, repaired: [] };
  const { findings, commits } = await checkCommits(opened, head);
  if (findings.length > 0) {
    const ref = await preserveLostCommit(opened, head);
    await moveBranch(opened, since, head);
    await opened.checkout.git(since === null ? ['read-tree', '--empty'] : ['reset', '-q']);
    const why = describeFindings(findings).replaceAll('\n', '; ');
    return {
      head: since,
      repaired: [
        `commits that must not be pushed were undone, with their changes kept in the working tree (${why}); they are saved here as ${ref}`,
      ],
    };
  }
  const renamed = opened.remote === null ? head : await rewriteTexts(opened, commits, head);
  if (renamed !== head) await moveBranch(opened, renamed, head);
  trust.vetted.add(renamed);
  return { head: renamed, repaired: [] };
}

async function moveBranch({ branch, checkout }: OpenRepository, to: string | null, from: string): Promise<void> {
  const ref = branch === null ? ['--no-deref', 'HEAD'] : [`refs/heads/${branch}`];
  const change = to === null ? ['-d', ...ref, from] : [...ref, to, from];
  await checkout.git(['update-ref', '-m', 'sequential: repaired after an attempt', ...change]);
}

/** Writes the commits anew from the first one whose text must not be pushed as it is; returns the new last one. */
async function rewriteTexts(opened: OpenRepository, commits: readonly CommitObject[], head: string): Promise<string> {
  const { checkout, options } = opened;
  const names = new Map<string, string>();
  const contents: Buffer[] = [];
  for (const commit of commits) {
    const message = foreignCommitMessage(commit.message);
    const parents = commit.parents.map((parent) => names.get(parent) ?? parent);
    if (message === commit.message && parents.every((parent, at) => parent === commit.parents[at])) continue;
    const content = formatCommit(commit, parents, message);
    names.set(commit.name, objectName(content, checkout.objectFormat));
    contents.push(content);
  }
  if (contents.length === 0) return head;
  await withScratchRepository(checkout, options.env, [], async ({ folder, variables }) => {
    mkdirSync(join(folder, 'commits'));
    const paths = contents.map((content, at) => {
      const path = join(folder, 'commits', String(at));
      writeFileSync(path, content);
      return path;
    });
    const args = ['hash-object', '-t', 'commit', '-w', '--no-filters', '--stdin-paths'];
    await checkout.git(args, { env: variables, input: `${paths.join('\n')}\n` });
  });
  return names.get(head) ?? head;
}
