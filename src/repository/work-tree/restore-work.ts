import type { GitRepository, RestoredWork } from '../types.ts';

/** What a lost run had written goes back into the work tree, for the next attempt to go on with. */
export async function restoreWork(
  repository: GitRepository,
  warn: (message: string) => void,
): Promise<RestoredWork | null> {
  const offered = await repository.offeredWork();
  if (offered === null) return null;
  const applied = await offered.apply();
  if (applied.kind === 'applied') {
    warn(`work of a lost run (${offered.note}, ${offered.savedAt}) is in the work tree again`);
    return offered;
  }
  warn(`work of a lost run is kept in ${offered.ref}; it conflicts in ${applied.files.join(', ')}`);
  return null;
}
