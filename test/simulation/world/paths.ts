/** Where things lie in the simulated repository. */
export const specName = 'night';
export const statePath = '.kiro/specs/SEQUENTIAL_STATE.json';
export const progressPath = '.kiro/specs/SEQUENTIAL_PROGRESS.md';
export const tasksPath = '.kiro/specs/night/tasks.md';
export const workBranch = 'sequential/night';
export const baseBranch = 'main';

/** The file that a unit's work is in. */
export function codePath(unit: string): string {
  return `src/unit-${unit}.txt`;
}
