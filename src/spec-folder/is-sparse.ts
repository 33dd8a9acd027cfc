import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findRepositoryTop } from '../state/lock/repository-top.ts';

/** Does git leave files out of the working tree around this folder? Read without git, which may not be installed. */
export function isInSparseCheckout(folder: string): boolean {
  const top = findRepositoryTop(folder);
  if (top === null) return false;
  const dotGit = join(top, '.git');
  const pointer = /^gitdir: (.+)/.exec(readOrEmpty(dotGit))?.[1];
  const gitFolder = pointer === undefined ? dotGit : resolve(top, pointer);
  const common = resolve(gitFolder, readOrEmpty(join(gitFolder, 'commondir')).trim() || '.');
  // The later one decides.
  const configuration = [join(common, 'config'), join(gitFolder, 'config.worktree')].map(readOrEmpty).join('\n');
  const settings = configuration.split('\n').flatMap((line) => {
    const [name = '', value = 'true'] = line.split('=', 2).map((part) => part.trim().toLowerCase());
    return name === 'sparsecheckout' ? [value] : [];
  });
  return ['true', 'yes', 'on', '1'].includes(settings.at(-1) ?? '');
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
