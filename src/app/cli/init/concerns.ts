import type { Inputs } from '../../../inputs/types.ts';
import type { Status } from '../../../repository/git/index/status.ts';
import { uncommittedTasks } from '../../reading/uncommitted-tasks.ts';
import { missingSpecs } from '../doctor/ci/examine-specs.ts';
import type { Project } from './examine-project.ts';
import type { Answers } from './set-up-answers.ts';
import type { PlannedFile } from './write-files.ts';

/** What would keep the set-up from working although it is written, a sentence each. */
export async function findConcerns(
  { spec }: Answers,
  {
    project,
    inputs,
    status,
    kept,
  }: {
    readonly project: Project;
    readonly inputs: Inputs;
    readonly status: Status;
    /** Files that are not as wanted, and stay so. */
    readonly kept: readonly PlannedFile[];
  },
): Promise<readonly string[]> {
  // Where there is none at all, that is said.
  const missing = project.specs.length === 0 ? [] : await missingSpecs(spec.split('\n'), inputs);
  return [
    ...kept.map(({ path }) => `${path} was kept as it is: what it lacks of the difference above has no effect.`),
    ...missing.map(
      ({ message, fix }) => `Until it is there, no run can start: ${message}${fix === null ? '' : ` (${fix})`}.`,
    ),
    ...uncommittedTasks(status).map(
      (path) => `${path} is in no commit, and runs on GitHub see what is pushed: git add ${path}`,
    ),
    ...(status.head !== null && status.branch === null
      ? ['No branch is checked out: switch to the default branch before you commit (git switch main).']
      : []),
  ];
}
