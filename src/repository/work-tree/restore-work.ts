import type { OpenRepository } from '../opened.ts';
import type { RestoredWork } from '../types.ts';
import { findRecoverableWork } from './work-in-progress.ts';

/** What a lost run had written goes back into the working tree, for the next attempt to go on with. */
export async function restoreWork(opened: OpenRepository): Promise<RestoredWork | null> {
  const { notice } = opened.options;
  const recoverable = await findRecoverableWork(opened);
  if (recoverable === null) return null;
  const applied = await recoverable.apply();
  if (applied.kind === 'applied') {
    notice(
      `unfinished work of a lost run (${recoverable.note}, ${recoverable.savedAt}) was restored to the working tree`,
    );
    return recoverable;
  }
  notice(`unfinished work of a lost run is saved in ${recoverable.ref}; it conflicts in ${applied.files.join(', ')}`);
  return null;
}
