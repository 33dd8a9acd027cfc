import { endProcesses } from '../../terminal/process/end-processes.ts';
import { runLimitTag } from '../../terminal/process/limit-tag.ts';
import { RUN_VARIABLE } from '../../terminal/process/process-tag.ts';

const GRACE_MS = 2000;

/** Ends whatever a job's agents and windows still run. `mark`: what their processes carry, and no others of the machine. */
export function endAgents(mark: string): Promise<void> {
  const tag = { variable: `${RUN_VARIABLE}=${mark}`, limits: runLimitTag(mark) };
  return endProcesses({ leader: null, tag }, GRACE_MS);
}
