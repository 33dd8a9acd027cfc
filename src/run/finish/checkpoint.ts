import { unreachable } from '../../errors.ts';
import type { DispatchUnit } from '../../plan/types.ts';
import type { CheckpointResult, PushRefusal } from '../../repository/types.ts';
import type { Halt } from '../../state/types.ts';
import { haltRun } from '../halt.ts';
import type { RunState } from '../run-state.ts';
import type { RunEnd } from '../types.ts';
import { pauseRun, STOPPED_WHY } from './pause.ts';

/** What the state names while a checkpoint of it is made; without checkpoints none can be missed. */
export function keepingMark({ settings }: RunState, of: string): string | null {
  return settings.repository.checkpoint === 'off' ? null : of;
}

/** Draws the consequences of a checkpoint; null: it is where it should be, and the run goes on. */
export function applyCheckpoint(run: RunState, unit: DispatchUnit | null, result: CheckpointResult): RunEnd | null {
  const halt = (cause: Halt['cause'], question: string, tail = '') =>
    haltRun(run, unit, { cause, question, tried: [], tail });
  const { ref, bundle } = preservedIn(result);
  run.recordPush(result);
  const bundleNote = bundle === null ? '' : fetchInstructions(bundle, run.branch);
  switch (result.kind) {
    case 'saved':
      markDelivered(run);
      return null;
    case 'merged':
      markDelivered(run);
      run.recordsMerged = true;
      run.warn(`merged what was pushed in the meantime: ${result.files.join(', ') || 'no files'}`);
      return null;
    case 'conflict': {
      const question = `What was pushed in the meantime conflicts with this work in: ${result.files.join(', ')}. Merge it by hand on the work branch, then answer.`;
      return halt('conflict', `${question}${ref === null ? bundleNote : mergeInstructions(ref)}`);
    }
    case 'raced': {
      const keptNote = (ref ?? bundle) === null ? '' : `; the work of this run is saved in ${ref ?? bundle}`;
      const job = result.run === run.context.id ? ', in another job of this workflow run' : '';
      const why = `another run (${result.run}, last seen ${result.heartbeat}) is working on the same spec${job}${keptNote}`;
      return pauseRun(run, 'raced', why, null);
    }
    case 'refused':
      return halt('refused', refusalQuestion('The checkpoint', result, bundleNote), result.output);
    case 'withheld':
      return halt('refused', `This was not committed: ${result.reason}\n\n${result.remedy}`);
    case 'unreachable': {
      run.phase = 'cut-off';
      // The next run pushes it, where it finds it; a line is no place for commands.
      const note = bundle === null ? '' : ` The commit is saved in ${bundle}, which \`git fetch\` can read.`;
      const why = `the remote could not be reached: ${result.reason}.${note}`;
      return run.stopped
        ? pauseRun(run, 'cancelled', `${STOPPED_WHY} while ${why}`, null)
        : pauseRun(run, 'remote', why, null);
    }
    default:
      return unreachable(result);
  }
}

/** Where a commit is that could not be put on the work branch. */
function preservedIn(result: CheckpointResult): { readonly ref: string | null; readonly bundle: string | null } {
  return {
    ref: 'ref' in result ? (result.ref ?? null) : null,
    bundle: 'bundle' in result ? (result.bundle ?? null) : null,
  };
}

/** What was written meanwhile is not in it: the end of the run, or the unit that it is of, has another one. */
function markDelivered(run: RunState): void {
  if (run.records === 'as-found') run.records = 'delivered';
}

/** What to do comes first; what was printed in full is for the halt's tail. */
export function refusalQuestion(what: string, { reason, remedy }: PushRefusal, note = ''): string {
  return `${what} could not be pushed. ${remedy}${note}\n\n${reason}`;
}

/** A runner is gone before anybody reads this: its file is where the workflow keeps the logs. */
function fetchInstructions(bundle: string, branch: string | null): string {
  const name = bundle.slice(bundle.lastIndexOf('/') + 1);
  return ` The commit is saved in ${bundle} (where a workflow uploads \`log-path\`, in its artifact). In a clone of the repository, \`git fetch path/to/${name} ${branch ?? 'HEAD'}\` gets it.`;
}

/** As code, to be copied. */
function mergeInstructions(ref: string): string {
  return ` This work is also on the remote:\n\n\`\`\`\ngit fetch origin ${ref}\ngit merge FETCH_HEAD\n\`\`\``;
}
