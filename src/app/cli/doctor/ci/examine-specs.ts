import { UserError } from '../../../../errors.ts';
import type { Inputs } from '../../../../inputs/types.ts';
import { locateSpecs } from '../../../../spec-folder/locate-specs.ts';
import { type Finding, findingsAt } from './finding.ts';
import type { ActionStep, Workflow } from './read-workflow.ts';

/** Specs that runs would be started with and that are not in this checkout; on the branch of a job they may be. */
export async function examineSpecs(
  workflows: readonly Workflow[],
  settingsOf: (step: ActionStep) => Inputs,
): Promise<readonly Finding[]> {
  const findings = workflows.flatMap(({ events, steps }) =>
    steps.map((step) => examineStep(step, proposedSpec(events), settingsOf)),
  );
  return (await Promise.all(findings)).flat();
}

async function examineStep(
  step: ActionStep,
  proposed: readonly string[],
  settingsOf: (step: ActionStep) => Inputs,
): Promise<readonly Finding[]> {
  try {
    const { specs, workdir, format } = settingsOf(step);
    const names = [...new Set([...specs, ...proposed])].filter((name) => !/[*?[{]/.test(name));
    if (names.length > 0) await locateSpecs(names, workdir, { writable: false, format });
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // What is wrong with other inputs is said with them.
    return error.where === 'spec' ? [findingsAt(step.where).warning('spec', error.message, error.fix)] : [];
  }
}

/** What the button proposes. */
function proposedSpec({ workflow_dispatch: button }: Workflow['events']): readonly string[] {
  const { inputs } = (button ?? {}) as { inputs?: { spec?: { default?: unknown } } | null };
  const proposed = inputs?.spec?.default;
  return typeof proposed === 'string' && proposed !== '' ? [proposed] : [];
}
