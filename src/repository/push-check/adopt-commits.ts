import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withScratchRepository } from '../git/side-repository.ts';
import { type OpenRepository, preserveLostCommit } from '../opened.ts';
import { SigningError } from '../signing/signer.ts';
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
 * makes nothing happen when it is pushed, and with our signature where commits are signed. Where one does not, all are reverted to `since`: their content stays in the
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
    const why = describeFindings(findings).replaceAll('\n', '; ');
    return undoCommits(
      opened,
      since,
      head,
      `must not be pushed were undone, with their changes kept in the working tree (${why})`,
    );
  }
  const isKept = opened.remote === null && opened.signer === null;
  try {
    const renamed = isKept ? head : await rewriteTexts(opened, commits, head);
    if (renamed !== head) await moveBranch(opened, renamed, head);
    trust.vetted.add(renamed);
    return { head: renamed, repaired: [] };
  } catch (error) {
    if (!(error instanceof SigningError)) throw error;
    return undoCommits(
      opened,
      since,
      head,
      `could not be signed were undone, to be part of the checkpoint (${error.message})`,
    );
  }
}

async function undoCommits(
  opened: OpenRepository,
  since: string | null,
  head: string,
  what: string,
): Promise<AdoptedCommits> {
  const ref = await preserveLostCommit(opened, head);
  await moveBranch(opened, since, head);
  await opened.checkout.git(since === null ? ['read-tree', '--empty'] : ['reset', '-q']);
  return { head: since, repaired: [`commits that ${what}; they are saved here as ${ref}`] };
}

async function moveBranch({ branch, checkout }: OpenRepository, to: string | null, from: string): Promise<void> {
  const ref = branch === null ? ['--no-deref', 'HEAD'] : [`refs/heads/${branch}`];
  const change = to === null ? ['-d', ...ref, from] : [...ref, to, from];
  await checkout.git(['update-ref', '-m', 'sequential: repaired after an attempt', ...change]);
}

/**
 * What an interrupted run left without a signature, an agent's commits or a merge of ours, gets one. Our own checkpoints
 * have theirs already.
 */
export async function signLeftCommits(
  opened: OpenRepository,
  commits: readonly CommitObject[],
  head: string,
): Promise<string> {
  if (opened.signer === null) return head;
  const signed = await rewrite(opened, commits, head, (commit) => (commit.isSigned ? null : commit.message));
  if (signed !== head) await moveBranch(opened, signed, head);
  return signed;
}

/** Commits whose text must not be pushed as it is; where ours are signed, all, since only what we sign counts as signed. */
function rewriteTexts(opened: OpenRepository, commits: readonly CommitObject[], head: string): Promise<string> {
  return rewrite(opened, commits, head, (commit) => {
    const message = opened.remote === null ? commit.message : foreignCommitMessage(commit.message);
    return message === commit.message && opened.signer === null ? null : message;
  });
}

/**
 * Writes the commits anew from the first one on that `messageOf` has a message for; returns the new last one. A signed
 * one has us for its committer, as after a rebase: platforms compare the committer with the key's owner.
 */
async function rewrite(
  opened: OpenRepository,
  commits: readonly CommitObject[],
  head: string,
  messageOf: (commit: CommitObject) => string | null,
): Promise<string> {
  const { checkout, options, signer, trust } = opened;
  const names = new Map<string, string>();
  const contents: Buffer[] = [];
  const committer = signer === null ? null : await committerLine(checkout);
  for (const commit of commits) {
    const message = messageOf(commit);
    const parents = commit.parents.map((parent) => names.get(parent) ?? parent);
    if (message === null && parents.every((parent, at) => parent === commit.parents[at])) continue;
    const changed = { ...commit, committer: committer ?? commit.committer };
    const plain = formatCommit(changed, parents, message ?? commit.message);
    const content = signer === null ? plain : Buffer.from(await signer.signCommit(plain.toString('latin1')), 'latin1');
    const name = objectName(content, checkout.objectFormat);
    if (signer !== null) trust.signed.add(name);
    names.set(commit.name, name);
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

async function committerLine({ git }: OpenRepository['checkout']): Promise<string> {
  return `committer ${(await git(['var', 'GIT_COMMITTER_IDENT'], { encoding: 'latin1' })).stdout.trim()}`;
}
