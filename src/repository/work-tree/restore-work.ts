import type { GitRepository, RestoredWork } from '../types.ts';

/** What a lost run had written goes back into the work tree, for the next attempt to go on with. */
export async function restoreWork(
  repository: GitRepository,
  warn: (message: string) => void,
): Promise<RestoredWork | null> {
  const recoverable = await repository.findRecoverableWork();
  if (recoverable === null) return null;
  const applied = await recoverable.apply();
  if (applied.kind === 'applied') {
    warn(`work of a lost run (${recoverable.note}, ${recoverable.savedAt}) is in the work tree again`);
    return recoverable;
  }
  warn(`work of a lost run is kept in ${recoverable.ref}; it conflicts in ${applied.files.join(', ')}`);
  return null;
}
