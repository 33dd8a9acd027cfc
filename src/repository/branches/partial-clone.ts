import { UserError } from '../../errors.ts';
import type { Checkout } from '../git/checkout.ts';
import { isPartialClone } from '../git/configuration/git-configuration.ts';
import { type OpenRepository, retryPolicyOf } from '../opened.ts';
import type { RemoteState } from '../remote/fetch-remote.ts';
import { retryUntilReachable } from '../remote/retry-remote.ts';

/** Folders in folders of which a clone without trees knows nothing yet. */
const MAX_ROUNDS = 100;

/**
 * A partial clone has its contents fetched when they are needed, by whoever needs them: agents and the git that merges
 * have no token for it. So what the run starts from is fetched here; of older versions see `warnOfPartialClone`.
 */
export async function completePartialClone(opened: OpenRepository, remoteState: RemoteState): Promise<void> {
  const { checkout, options, remote, head } = opened;
  if (remote === null || !isPartialClone(checkout.configEntries)) return;
  const tips = [head, remoteState.baseCommit, remoteState.remoteWorkCommit];
  const commits = [...new Set(tips.filter((tip) => tip !== null))];
  const bases = await mergeBases(checkout, commits);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const missing = await missingObjects(checkout, [...commits, ...bases]);
    if (missing.length === 0) break;
    const fetched = await retryUntilReachable('fetch', retryPolicyOf(options), (ms) =>
      remote.fetchObjects(missing, ms),
    );
    if (fetched.kind === 'ok') continue;
    throw new UserError(
      `This is a partial clone, and what it leaves out cannot be fetched: ${'reason' in fetched ? fetched.reason : fetched.kind}`,
      { where: checkout.top, fix: 'Check out without a `filter` (and without `sparse-checkout`, which sets one).' },
    );
  }
}

/** Agents of a run that pushes with the user's own credentials can fetch with them as well. */
export function warnOfPartialClone({ checkout, options, remote }: OpenRepository): void {
  const hasToken = options.remote.tokens !== null;
  if (!isPartialClone(checkout.configEntries) || (remote !== null && !hasToken)) return;
  const limit =
    remote === null
      ? 'older versions of files are fetched from its remote when an agent needs them, and cannot be read where that fails'
      : 'agents have no token to fetch older versions of files with';
  options.notice(
    `This is a partial clone: ${limit}. git log -p, blame or checkout of an old commit need them. If the agents do, check out without \`filter\` and \`sparse-checkout\`, or run \`git fetch --refetch --no-filter\` once.`,
  );
}

/** Merges compare with them. */
async function mergeBases({ git }: Checkout, commits: readonly string[]): Promise<readonly string[]> {
  const [first, ...others] = commits;
  if (first === undefined) return [];
  const found: string[] = [];
  for (const other of others) {
    const base = await git(['merge-base', '--all', first, other], { accept: [0, 1] });
    found.push(...base.stdout.split('\n').filter((line) => line !== ''));
  }
  return found;
}

/** Of what these commits hold, without their history. */
async function missingObjects({ git }: Checkout, commits: readonly string[]): Promise<readonly string[]> {
  const listed = await git(['rev-list', '--objects', '--no-object-names', '--missing=print', '--no-walk', '--stdin'], {
    input: commits.map((commit) => `${commit}\n`).join(''),
  });
  return listed.stdout.split('\n').flatMap((line) => (line.startsWith('?') ? line.slice(1) : []));
}
