import type { DispatchUnit } from '../../../plan/types.ts';
import { pauseRun } from '../../finish/pause.ts';
import { haltRun } from '../../halt.ts';
import type { RunState } from '../../run-state.ts';
import type { RunEnd } from '../../types.ts';
import type { Reply } from './ask-agent.ts';

/** How a run ends whose agent gave no answer, and can give none. */
export function endWithoutAnswer(
  run: RunState,
  unit: DispatchUnit,
  reply: Exclude<Reply, { readonly kind: 'said' | 'again' }>,
): RunEnd {
  switch (reply.kind) {
    case 'cancelled':
      return pauseRun(run, 'cancelled', reply.reason, null);
    case 'refused': {
      const question = `${reply.reason}\n\n${reply.remedy}`;
      return haltRun(run, unit, { cause: 'refused', question, tried: [], tail: reply.tail });
    }
    case 'end':
      return reply.end;
  }
}
