import { UserError } from '../../../../errors.ts';
import type { Inputs } from '../../../../inputs/types.ts';
import type { Checkout } from '../../../../repository/git/checkout.ts';
import type { Git } from '../../../../repository/git/git.ts';
import { locateSpecs } from '../../../../spec-folder/locate/locate-specs.ts';
import { type Finding, findingsAt } from './finding.ts';
import type { ActionStep, Workflow } from './read-workflow.ts';

/**
 * Specs that runs would be started with and that are not in this checkout: a problem, unless some commit of another
 * branch has them, which may be the one of the job.
 */
export async function examineSpecs(
  { git }: Checkout,
  workflows: readonly Workflow[],
  settingsOf: (step: ActionStep) => Inputs,
): Promise<readonly Finding[]> {
  const findings = workflows.flatMap(({ events, steps }) =>
    steps.map((step) => examineStep(git, step, proposedSpec(events), settingsOf)),
  );
  return (await Promise.all(findings)).flat();
}

async function examineStep(
  git: Git,
  step: ActionStep,
  proposed: readonly string[],
  settingsOf: (step: ActionStep) => Inputs,
): Promise<readonly Finding[]> {
  const { warning, problem } = findingsAt(step.where);
  try {
    const { specs, workdir, format, warnings } = settingsOf(step);
    const found: Finding[] = [];
    for (const name of new Set([...specs, ...proposed].flatMap((value) => value.split('\n')))) {
      const error = await whyNotHere(name, workdir, format);
      if (error === null) continue;
      const level = (await isElsewhere(git, name)) ? warning : problem;
      found.push(level('spec', error.message, error.fix));
    }
    return [...found, ...warnings.map((message) => warning('inputs', message))];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // What is wrong with other inputs is said with them.
    return [];
  }
}

/** Why specs of these names cannot be worked on in the checkout; of those that are there, nothing. */
export async function missingSpecs(
  names: readonly string[],
  { workdir, format }: Pick<Inputs, 'workdir' | 'format'>,
): Promise<readonly UserError[]> {
  const errors = await Promise.all(names.map((name) => whyNotHere(name, workdir, format)));
  return errors.flatMap((error) => error ?? []);
}

async function whyNotHere(name: string, workdir: string, format: Inputs['format']): Promise<UserError | null> {
  try {
    await locateSpecs([name], workdir, { writable: false, format });
    return null;
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

async function isElsewhere(git: Git, name: string): Promise<boolean> {
  const path = `:(top,glob)**/${name.replace(/\/?tasks\.md$/, '')}/tasks.md`;
  const { stdout } = await git(['log', '--all', '-1', '--format=%h', '--', path], { accept: 'any' });
  return stdout.trim() !== '';
}

/** What the button proposes. */
function proposedSpec({ workflow_dispatch: button }: Workflow['events']): readonly string[] {
  const { inputs } = (button ?? {}) as { inputs?: { spec?: { default?: unknown } } | null };
  const proposed = inputs?.spec?.default;
  return typeof proposed === 'string' && proposed !== '' ? [proposed] : [];
}
