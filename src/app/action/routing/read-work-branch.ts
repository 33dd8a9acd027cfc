import type { Inputs } from '../../../inputs/types.ts';
import type { Progress } from '../../../run-events/types.ts';
import type { SpecLocation } from '../../../spec-folder/locate/locate-specs.ts';
import type { SpecState } from '../../../state/types.ts';
import { readSpec } from '../../reading/read-spec.ts';
import { openRepository } from '../../spec-run/adapters.ts';
import type { RunEnvironment } from '../../types.ts';

/** How a spec stands on its work branch. `state` null: it was never run. */
export interface SpecOnBranch {
  readonly progress: Progress;
  readonly state: SpecState | null;
}

/** How a spec stands on its work branch, which is checked out by this: a comment's job starts on the default branch. */
export async function readSpecOnBranch(
  spec: SpecLocation,
  inputs: Inputs,
  environment: Pick<RunEnvironment, 'workdir' | 'runId' | 'remote' | 'logDir' | 'env' | 'stop' | 'log'>,
): Promise<SpecOnBranch> {
  const repository = openRepository(inputs.forSpec(spec.name), spec, environment);
  try {
    const opened = await repository.open();
    const { progress, memory } = await readSpec(spec, inputs.loop, repository.savedRecords);
    const branch = opened.kind === 'ready' ? opened.branch : null;
    return { progress: { ...progress, branch }, state: memory?.spec ?? null };
  } finally {
    await repository.close();
  }
}
