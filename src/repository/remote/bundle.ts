import { mkdirSync } from 'node:fs';
import { bundlePath, type OpenRepository } from '../opened.ts';

/**
 * Keeps what could not be pushed as a file that `git fetch` and `git clone` read, beside the logs, where a workflow
 * can upload it. null: there was nothing, or it could not be written (which is said).
 */
export async function writeBundle(opened: OpenRepository, commit: string): Promise<string | null> {
  const { options, checkout, remoteHead } = opened;
  const lostRefs = [...opened.lostCommits.keys()];
  if (commit === remoteHead && lostRefs.length === 0) return null;
  const path = bundlePath(options, commit);
  try {
    mkdirSync(options.logDir, { recursive: true });
    const tip = opened.branch === null ? 'HEAD' : `refs/heads/${opened.branch}`;
    const tips = commit === remoteHead ? lostRefs : [tip, ...lostRefs];
    await checkout.git(['bundle', 'create', '-q', path, ...tips, ...(remoteHead === null ? [] : [`^${remoteHead}`])]);
    return path;
  } catch (error) {
    options.notice(
      `The unpushed work could not be kept as a bundle: ${error instanceof Error ? error.message : error}`,
    );
    return null;
  }
}
