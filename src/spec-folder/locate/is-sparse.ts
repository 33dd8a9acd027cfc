import { join, resolve } from 'node:path';
import { gitFolderOf, readOrEmpty } from './git-folder.ts';

/** Does git leave files out of the working tree around this folder? */
export function isInSparseCheckout(folder: string): boolean {
  const gitFolder = gitFolderOf(folder);
  if (gitFolder === null) return false;
  const common = resolve(gitFolder, readOrEmpty(join(gitFolder, 'commondir')).trim() || '.');
  // The later one decides.
  const configuration = [join(common, 'config'), join(gitFolder, 'config.worktree')].map(readOrEmpty).join('\n');
  const settings = configuration.split('\n').flatMap((line) => {
    const [name = '', value = 'true'] = line.split('=', 2).map((part) => part.trim().toLowerCase());
    return name === 'sparsecheckout' ? [value] : [];
  });
  return ['true', 'yes', 'on', '1'].includes(settings.at(-1) ?? '');
}
