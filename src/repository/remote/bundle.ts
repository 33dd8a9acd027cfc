import { mkdirSync } from 'node:fs';
import { withScratchRepository } from '../git/side-repository.ts';
import { bundlePath, type OpenRepository } from '../opened.ts';
import { checkCommits } from '../push-check/push-check.ts';

/**
 * Keeps what could not be pushed as a file that `git fetch` and `git clone` read, beside the logs, where a workflow
 * can upload it. null: there was nothing, or it could not be written (which is said).
 */
export async function writeBundle(opened: OpenRepository, commit: string): Promise<string | null> {
  const { options, checkout, remoteHead } = opened;
  // A workflow uploads it: what may not be pushed may not leave the machine in another way.
  const isVetted = async (tip: string) => (await checkCommits(opened, tip, { texts: true })).findings.length === 0;
  const lostRefs: [string, string][] = [];
  for (const [ref, lost] of opened.lostCommits) if (await isVetted(lost)) lostRefs.push([ref, lost]);
  if (commit === remoteHead && lostRefs.length === 0) return null;
  if (!(await isVetted(commit))) {
    options.notice('The unpushed work is not saved as a bundle, because it contains what must not leave this machine.');
    return null;
  }
  const path = bundlePath(options, commit);
  try {
    mkdirSync(options.logDir, { recursive: true });
    const tip: [string, string] = [opened.branch === null ? 'HEAD' : `refs/heads/${opened.branch}`, commit];
    const tips = [...(commit === remoteHead ? [] : [tip]), ...lostRefs];
    // Refs of our own, since those of the checkout may be moved meanwhile.
    await withScratchRepository(checkout, options.env, [], async ({ variables }) => {
      const input = tips.map(([ref, sha]) => `update ${ref} ${sha}\n`).join('');
      await checkout.git(['update-ref', '--no-deref', '--stdin'], { env: variables, input });
      const without = remoteHead === null ? [] : [`^${remoteHead}`];
      await checkout.git(['bundle', 'create', '-q', path, ...tips.map(([ref]) => ref), ...without], { env: variables });
    });
    return path;
  } catch (error) {
    options.notice(
      `The unpushed work could not be saved as a bundle: ${error instanceof Error ? error.message : error}`,
    );
    return null;
  }
}
