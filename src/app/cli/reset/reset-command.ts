import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { UserError } from '../../../errors.ts';
import type { Inputs } from '../../../inputs/types.ts';
import { userName } from '../../../machine-user.ts';
import { findUnits } from '../../../plan/next-unit.ts';
import { dependentsOf } from '../../../plan/order/dependents.ts';
import { taskName } from '../../../plan/task-name.ts';
import type { DispatchUnit, Plan } from '../../../plan/types.ts';
import { plainText } from '../../../report/text/plain-text.ts';
import { doneUnitKeys } from '../../../run/read-plan.ts';
import { locateSpecs, type SpecLocation } from '../../../spec-folder/locate/locate-specs.ts';
import { acquireLock } from '../../../state/lock/lock.ts';
import { wasWorkedOn } from '../../../state/transitions/reset-tasks.ts';
import { newSpecState } from '../../../state/transitions/transitions.ts';
import type { SpecState } from '../../../state/types.ts';
import type { Spec } from '../../../tasks/types.ts';
import { lookUpSpecRecords } from '../../reading/look-up-spec-records.ts';
import { readSpec } from '../../reading/read-spec.ts';
import { worktreeHint } from '../background/worktree.ts';
import type { CommandContext } from '../command-context.ts';
import { applyReset } from './apply-reset.ts';

export interface ResetFlags {
  /** Names of units, as given; null: all of the spec. */
  readonly units: readonly string[] | null;
  /** Although units that are done depend on them. */
  readonly force: boolean;
}

/** Has units done again: unticks and forgets them, in one commit. What they changed is not reverted. */
export async function reset(inputs: Inputs, flags: ResetFlags, context: CommandContext): Promise<number> {
  const { env } = context;
  const location = await findOneSpec(inputs, context);
  const hint = worktreeHint(location);
  if (hint !== null) context.stderr.write(`${hint}\n`);
  const lock = await lockRecords(location);
  try {
    const settings = inputs.forSpec(location.name);
    const isOff = inputs.isCheckpointSaid && settings.repository.checkpoint === 'off';
    const notice = (text: string) => void context.stderr.write(`warning: ${text}\n`);
    const saved = await lookUpSpecRecords(location, { workdir: inputs.workdir, env, notice });
    const { spec, plan, memory } = await readSpec(location, settings.loop, () => saved);
    const state = memory?.spec ?? newSpecState(Date.now());
    const units = flags.units === null ? plan.units : chooseUnits(plan, flags.units);
    if (!flags.force) refuseWithDependents({ spec, plan, state, units });
    const worked = units.filter((unit) => wasWorkedOn(state, unit));
    if (worked.length === 0) {
      context.stdout.write(
        `Nothing to reset: ${listUnits(units)} ${units.length === 1 ? 'was' : 'were'} not worked on.\n`,
      );
      return 0;
    }
    const { commit, rest } = await applyReset(
      { location, saved, state, throttle: memory?.throttle ?? null },
      { units: worked, isWhole: flags.units === null, by: userName(env) },
      { settings, isOff, workdir: inputs.workdir, env, notice },
    );
    const place = commit === null ? '' : ` (${commit.slice(0, 9)})`;
    context.stdout.write(`Reset: ${listUnits(worked)}${place}. The next run works on it again.\n${rest}`);
    return 0;
  } finally {
    await lock.release();
  }
}

async function findOneSpec(inputs: Inputs, { env }: CommandContext): Promise<SpecLocation> {
  const [location, ...others] = await locateSpecs(inputs.specs, inputs.workdir, { format: inputs.format, env });
  if (location !== undefined && others.length === 0) return location;
  throw new UserError('reset accepts only one spec', { where: '--spec', fix: 'name one' });
}

/** Nobody may run on the folder meanwhile. */
export function lockRecords({ statePath }: Pick<SpecLocation, 'statePath'>) {
  const run = `reset-${process.pid}`;
  return acquireLock({ path: dirname(statePath), runId: run, pid: process.pid, host: hostname(), now: Date.now() });
}

function chooseUnits(plan: Plan, names: readonly string[]): readonly DispatchUnit[] {
  const chosen = new Set(names.flatMap((name) => findUnits(plan, name, '--unit')));
  return plan.units.filter((unit) => chosen.has(unit));
}

function refuseWithDependents(found: {
  readonly spec: Spec;
  readonly plan: Plan;
  readonly state: SpecState;
  readonly units: readonly DispatchUnit[];
}): void {
  const { spec, plan, state, units } = found;
  const done = doneUnitKeys(state, plan);
  const dependents = dependentsOf(plan, spec, units).filter(({ key }) => done.has(key));
  if (dependents.length === 0) return;
  const all = [...units, ...dependents].map(({ id, key }) => `--unit ${id ?? `'${key}'`}`).join(' ');
  throw new UserError(
    `${listUnits(dependents)} ${dependents.length === 1 ? 'is' : 'are'} done and depend${dependents.length === 1 ? 's' : ''} on ${listUnits(units)}`,
    {
      where: '--unit',
      fix: `reset ${dependents.length === 1 ? 'it' : 'them'} as well (${all}), or leave ${dependents.length === 1 ? 'it' : 'them'} done with --force`,
    },
  );
}

function listUnits(units: readonly DispatchUnit[]): string {
  return plainText(units.map(taskName).join(', '));
}
