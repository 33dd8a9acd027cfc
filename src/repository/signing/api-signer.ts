import type { Checkout } from '../git/checkout.ts';
import { objectName, parseCommit } from '../push-check/commit-object.ts';
import type { Remote } from '../remote/remote.ts';
import { type RetryPolicy, retryUntilReachable } from '../remote/retry-remote.ts';
import type { CommitApi, MadeCommit } from './commit-api.ts';
import { addSignature } from './signature-text.ts';
import { type Signer, SigningError } from './signer.ts';
import { type Ask, uploadTree } from './upload-tree.ts';

const WHERE = 'sign-commits';

/**
 * Has the remote make each commit, and sign it as its own, before it is a commit here: what is pushed later is the very
 * commit that the remote made. Nothing that was not checked may be handed to it.
 */
export function createApiSigner(
  checkout: Checkout,
  { api, remote, policy }: { readonly api: CommitApi; readonly remote: Remote; readonly policy: RetryPolicy },
): Signer {
  const { git } = checkout;
  /** Commits that the remote has → their trees. */
  const trees = new Map<string, string>();
  const ask: Ask = async (request) => {
    const result = await retryUntilReachable('signing a commit', policy, request);
    if (result.kind === 'ok') return result.value;
    if (result.kind === 'refused')
      throw new SigningError(`The commit could not be made through the API: ${result.reason}`, {
        where: WHERE,
        fix: result.remedy,
      });
    const reason = result.kind === 'transient' ? result.reason : result.kind;
    throw new SigningError(`The commit could not be signed now: ${reason}`, { where: WHERE, passing: true });
  };
  /** What is not there might not have been checked. */
  const treeOnRemote = async (commit: string): Promise<string> => {
    const known = trees.get(commit);
    if (known !== undefined) return known;
    const tree = await ask(() => api.treeOf(commit));
    if (tree === null)
      throw new SigningError(
        `Commit ${commit.slice(0, 12)} is not on the remote, so nothing can be signed on top of it.`,
        {
          where: WHERE,
          fix: 'Push it first, with a signature of your own where a rule requires one.',
        },
      );
    trees.set(commit, tree);
    return tree;
  };
  const create = async (commit: Parameters<CommitApi['createCommit']>[0]): Promise<MadeCommit> => {
    const made = await ask(() => api.createCommit(commit));
    if (!made.verified) throw notSigned(made.reason);
    return made;
  };
  return {
    async signCommit(content) {
      const { tree, parents, message } = parseCommit('', content);
      if (parents.length === 0) throw nothingThere();
      const bases: string[] = [];
      for (const parent of parents) bases.push(await treeOnRemote(parent));
      await uploadTree(checkout, { api, ask }, tree, bases);
      const made = await create({ tree, parents, message });
      trees.set(made.sha, tree);
      return rebuildCommit(made) ?? (await fetchCommit(made.sha, parents));
    },
    async tryOut(onRemote) {
      if (onRemote === null) throw nothingThere();
      const tree = await treeOnRemote(onRemote);
      await create({ tree, parents: [onRemote], message: 'Are commits of this token signed?' });
    },
  };

  /** The commit as the remote has it. */
  async function fetchCommit(sha: string, haves: readonly string[]): Promise<string> {
    const fetched = await retryUntilReachable('fetch', policy, (ms) => remote.fetch([sha], haves, null, ms));
    if (fetched.kind !== 'ok')
      throw new SigningError(`The signed commit ${sha.slice(0, 12)} could not be fetched.`, {
        where: WHERE,
        passing: true,
      });
    return (await git(['cat-file', 'commit', sha], { encoding: 'latin1' })).stdout;
  }
}

/** From what was signed and its signature, with the line break at its end or without; null: that is not the whole. */
function rebuildCommit({ sha, payload, signature }: MadeCommit): string | null {
  if (payload === null || signature === null) return null;
  const content = Buffer.from(payload).toString('latin1');
  const candidates = [signature, signature.trimEnd()].map((one) => addSignature(content, one, 'sha1'));
  return candidates.find((one) => objectName(Buffer.from(one, 'latin1'), 'sha1') === sha) ?? null;
}

function nothingThere(): SigningError {
  return new SigningError(
    'The repository is empty, and only the commits after its first one can be signed through the API.',
    {
      where: WHERE,
      fix: 'Push a first commit yourself.',
    },
  );
}

function notSigned(reason: string): SigningError {
  return new SigningError(`GitHub did not sign a commit that was made with this token (${reason}).`, {
    where: WHERE,
    fix: 'GitHub signs what an app or a workflow commits, not what a person does: use the default `github-token` or `app-id`, or `sign-commits: key`. On an Enterprise Server its administrator must have enabled web commit signing.',
  });
}
