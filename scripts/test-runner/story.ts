import type { Outcomes } from '../outcomes.ts';
import type { ActJob, ActRun } from './act.ts';

/** Runs of act, one row of the table each. */
export interface Story {
  /** Files of examples/workflows that it runs. */
  readonly workflows: readonly string[];
  tell(act: string, outcomes: Outcomes): Promise<void>;
}

/** What became of the jobs, by their names, and what the orchestrating steps say of themselves. */
export function told({ code, jobs, log }: ActRun): string {
  if (jobs.size === 0) return code === 0 ? 'no job' : `no job, exit code ${code}:\n${log}`;
  const sorted = [...jobs].sort(([one], [other]) => one.localeCompare(other));
  return sorted.map(([, job]) => toldOf(job)).join(' + ');
}

/** How each job ended, in order. */
export function resultsOf(jobs: ActRun['jobs']): string {
  return [...jobs.values()].map(({ result }) => result).join(' + ');
}

function toldOf({ result, outputs, posts }: ActJob): string {
  const endings = outputs.map((one) =>
    one['units-total'] ? `${one.status} ${one['units-done']} of ${one['units-total']}` : one.status,
  );
  const cleaned = posts.length > 0 && posts.every((one) => one === 'success');
  return [[result, ...endings].join(', '), ...(cleaned ? [] : [`post steps: ${posts.join() || 'none'}`])].join('; ');
}
