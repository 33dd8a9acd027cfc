import { unreachable } from '../../errors.ts';
import type { DispatchUnit } from '../../plan/types.ts';
import type { CheckpointResult } from '../../repository/types.ts';
import { haltRun } from '../halt.ts';
import type { RunState } from '../run-state.ts';
import type { RunEnd } from '../types.ts';
import { pauseRun } from './pause.ts';

/** Draws the consequences of a checkpoint; null: it is where it should be, and the run goes on. */
export function applyCheckpoint(run: RunState, unit: DispatchUnit | null, result: CheckpointResult): RunEnd | null {
  const bundleNote = 'bundle' in result && result.bundle != null ? ` The commit is kept in ${result.bundle}.` : '';
  const ref = 'ref' in result ? (result.ref ?? null) : null;
  const preservedIn = ref ?? ('bundle' in result ? (result.bundle ?? null) : null);
  switch (result.kind) {
    case 'saved':
      markDelivered(run);
      return null;
    case 'merged':
      markDelivered(run);
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
      run.phase = 'cut-off';
      return pauseRun(run, 'remote', `the remote could not be reached: ${result.reason}.${bundleNote}`, null);
    default:
      return unreachable(result);
  }
}

/** What was written meanwhile is not in it: the end of the run, or the unit that it is of, has another one. */
function markDelivered(run: RunState): void {
  if (run.records === 'as-found') run.records = 'delivered';
}

/** On lines of their own, to be copied: long ones are wrapped on GitHub. */
function mergeInstructions(ref: string): string {
  return ` This work is on the remote, too:\n\ngit fetch origin ${ref}\ngit merge FETCH_HEAD`;
}
