import { mkdirSync } from 'node:fs';
import { bundlePath, type Opened } from '../opened.ts';

/**
 * Keeps what could not be pushed as a file that `git fetch` and `git clone` read, beside the logs, where a workflow
 * can upload it. null: there was nothing, or it could not be written (which is said).
 */
export async function keepBundle(opened: Opened, commit: string): Promise<string | null> {
  const { options, checkout, seen } = opened;
  const lost = [...opened.lost.keys()];
  if (commit === seen && lost.length === 0) return null;
  const path = bundlePath(options, commit);
  try {
    mkdirSync(options.logDir, { recursive: true });
    const tip = opened.branch === null ? 'HEAD' : `refs/heads/${opened.branch}`;
    const tips = commit === seen ? lost : [tip, ...lost];
    await checkout.git(['bundle', 'create', '-q', path, ...tips, ...(seen === null ? [] : [`^${seen}`])]);
    return path;
  } catch (error) {
    options.notice(
      `The unpushed work could not be kept as a bundle: ${error instanceof Error ? error.message : error}`,
    );
    return null;
  }
}
