import { UserError } from '../../errors.ts';
import { NewerStateError, readState, UPDATE_HINT } from '../../state/file/read-state.ts';
import type { SavedRecords } from '../../state/types.ts';
import { readObjects } from '../git/blobs.ts';
import type { Git } from '../git/git.ts';
import { recordsRef } from '../git/refs.ts';
import { recordPaths } from '../opened.ts';
import type { RepositoryOptions } from '../types.ts';

type Options = Pick<RepositoryOptions, 'spec' | 'statePath' | 'now' | 'notice'>;

/** A ref that cannot be used is left alone by whoever writes as well. */
export interface FoundRecords {
  readonly saved: SavedRecords | null;
  readonly usable: boolean;
}

/**
 * The records on the ref of a spec, which stand on the commit that left them out. What cannot be read is reported and not
 * used; a state of a newer version is a UserError. `commit`: by its hash, or by that ref; null: there is none.
 */
export async function readSavedRecords(git: Git, options: Options, commit: string | null): Promise<FoundRecords> {
  if (commit === null) return { saved: null, usable: true };
  const ref = recordsRef(options.spec);
  const [statePath = '', progressPath = ''] = recordPaths(options);
  const places = [`${commit}:${statePath}`, `${commit}:${progressPath}`, `${commit}^:${statePath}`];
  const [self, ...files] = await readObjects(git, [`${commit}^{commit}`, ...places], 'as-they-are');
  if (commit === ref && self?.what === 'missing') return { saved: null, usable: true };
  const [state = null, progress = null, before = null] = files.map(({ what, text }) => (what === 'blob' ? text : null));
  const problem = state === null ? null : stateProblem(state, ref, options);
  if (problem !== null || (state === null && progress === null)) {
    const what = problem ?? `it holds neither ${statePath} nor ${progressPath}`;
    options.notice(
      `${ref}: the records there cannot be read: ${what}. They are left as they are and not used, and this spec's records stay in its branch. If nobody needs them, remove them: git push origin --delete ${ref}`,
    );
    return { saved: null, usable: false };
  }
  if (state === null)
    options.notice(`${ref}: ${statePath} is missing there: of this spec only the ticks in tasks.md are known`);
  if (progress === null) options.notice(`${ref}: ${progressPath} is missing there: the progress log starts over`);
  const left = before === null || stateProblem(before, ref, options) !== null ? null : before;
  return { saved: { ref, commit: self?.hash ?? commit, state, progress, left }, usable: true };
}

function stateProblem(text: string, ref: string, { spec, statePath, now }: Options): string | null {
  const path = `${ref}:${statePath}`;
  try {
    readState(text, { path, spec, now: now() });
    return null;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    if (error instanceof NewerStateError) throw new NewerStateError(error.message, { where: path, fix: UPDATE_HINT });
    return error.message;
  }
}
