import type { RetryOptions } from '../../repository/types.ts';
import type { RunState } from '../run-state.ts';

/** How the checkpoint is made that completes a spec: where the user wants it so, the records are not on its branch. */
export function recordsAside({ settings, state, counts }: RunState): Pick<RetryOptions, 'recordsAside'> {
  const isComplete = state.completed_at !== null && counts.done >= counts.total;
  return isComplete && settings.repository.records === 'until-complete' ? { recordsAside: true } : {};
}
