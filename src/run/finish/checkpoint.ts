import { unreachable } from '../../errors.ts';
import type { DispatchUnit } from '../../plan/types.ts';
import type { CheckpointResult } from '../../repository/types.ts';
import type { RunState } from '../run-state.ts';
import type { RunEnd } from '../types.ts';
import { haltRun, pauseRun } from './stop.ts';

/** null: the checkpoint is where it should be, and the run goes on. */
export function endFromCheckpoint(run: RunState, unit: DispatchUnit | null, result: CheckpointResult): RunEnd | null {
  const bundleNote = 'bundle' in result && result.bundle != null ? ` The commit is kept in ${result.bundle}.` : '';
  const ref = 'ref' in result ? (result.ref ?? null) : null;
  const preservedIn = ref ?? ('bundle' in result ? (result.bundle ?? null) : null);
  switch (result.kind) {
    case 'saved':
      run.checkpointDelivered = true;
      return null;
    case 'merged':
      run.checkpointDelivered = true;
      run.recordsMerged = true;
      run.warn(`what was pushed meanwhile was merged: ${result.files.join(', ') || 'no files'}`);
      return null;
    case 'conflict':
      return haltRun(run, unit, {
        cause: 'conflict',
        question: `What somebody pushed meanwhile conflicts with this work in: ${result.files.join(', ')}. Merge it by hand on the work branch, then answer.${ref === null ? bundleNote : mergeInstructions(ref)}`,
        tried: [],
        tail: '',
      });
    case 'raced':
      return pauseRun(
        run,
        'raced',
        `another run (${result.run}, last seen ${result.heartbeat}) works on the same spec${preservedIn === null ? '' : `; what this one did is kept in ${preservedIn}`}`,
        null,
      );
    case 'refused':
      return haltRun(run, unit, {
        cause: 'refused',
        question: `The checkpoint could not be pushed: ${result.reason}\n\n${result.remedy}${bundleNote}`,
        tried: [],
        tail: '',
      });
    case 'withheld':
      return haltRun(run, unit, {
        cause: 'refused',
        question: `This was not committed: ${result.reason}\n\n${result.remedy}`,
        tried: [],
        tail: '',
      });
    case 'unreachable':
      run.remoteUnreachable = true;
      return pauseRun(run, 'remote', `the remote could not be reached: ${result.reason}.${bundleNote}`, null);
    default:
      return unreachable(result);
  }
}

/** On lines of their own, to be copied: long ones are wrapped on GitHub. */
function mergeInstructions(ref: string): string {
  return ` This work is on the remote, too:\n\ngit fetch origin ${ref}\ngit merge FETCH_HEAD`;
}
