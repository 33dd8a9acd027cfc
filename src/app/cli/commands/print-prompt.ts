import { backends } from '../../../agents/index.ts';
import { UserError } from '../../../errors.ts';
import type { Inputs, Settings } from '../../../inputs/types.ts';
import { resolveExecutor } from '../../../plan/assignment/owner-backends.ts';
import { findUnits, nextUnit } from '../../../plan/next-unit.ts';
import type { DispatchUnit, Plan } from '../../../plan/types.ts';
import { plainText } from '../../../report/text/plain-text.ts';
import { readCommittedFile } from '../../../repository/guard/base-file.ts';
import { readExpectedFailures } from '../../../run/attempt/acceptance/expected-tests.ts';
import { attemptPrompt } from '../../../run/attempt/attempt-prompt.ts';
import { planAttempt } from '../../../run/attempt/plan-attempt.ts';
import { doneUnitKeys } from '../../../run/read-plan.ts';
import { countUnits } from '../../../run-events/build-progress.ts';
import type { RunEvent } from '../../../run-events/types.ts';
import { locateSpecs, type SpecLocation } from '../../../spec-folder/locate/locate-specs.ts';
import { newSpecState } from '../../../state/transitions/transitions.ts';
import type { SpecState } from '../../../state/types.ts';
import { lookUpSpecRecords } from '../../reading/look-up-spec-records.ts';
import { baseRefs } from '../../reading/read-config.ts';
import { readInstructions } from '../../reading/read-instructions.ts';
import { readSpec } from '../../reading/read-spec.ts';
import { readSpecInfo } from '../../reading/spec-info.ts';
import { openIsolation } from '../../spec-run/open-isolation.ts';
import { type CommandContext, logFolder } from '../command-context.ts';

/**
 * Prints the prompt that a unit's next attempt would get, from the files as they are: of the task, else of the next open
 * unit. Standard output has the prompt alone.
 */
export async function printPrompt(given: Inputs, task: string | null, context: CommandContext): Promise<number> {
  const { env, stdout, stderr } = context;
  const { workdir } = given;
  const notice = (text: string) => void stderr.write(`${plainText(text)}\n`);
  const log = { emit: (event: RunEvent) => event.kind === 'warning' && notice(`warning: ${event.message}`) };
  for (const warning of given.warnings) notice(`warning: ${warning}`);
  const location = await findOneSpec(given, context);
  const settings = given.forSpec(location.name);
  const committed = {
    readBaseFile: (path: string) => readCommittedFile({ workdir, env }, path, baseRefs(settings)),
  };
  const specInfo = readSpecInfo(location, workdir, await readInstructions(settings, committed, log));
  for (const problem of [...specInfo.reading.problems, ...specInfo.guidance.problems]) notice(`warning: ${problem}`);
  const saved = await lookUpSpecRecords(location, { workdir, env, notice });
  const { plan, memory } = await readSpec(location, settings.loop, () => saved);
  const state = memory?.spec ?? newSpecState(Date.now());
  const unit = chooseUnit(plan, state, settings.loop, task);
  if (unit === null) {
    notice(`${location.name}: every unit is done; --task names one`);
    return 0;
  }
  const assignment = state.assignments[unit.key];
  if (assignment === undefined && settings.agents.assignBackend !== null)
    notice(`task ${unit.key} has no assignment yet: this is the prompt for a task of the type code`);
  const executor = resolveExecutor(
    assignment ?? { type: 'code', owner_agent: settings.agents.backend, source: 'default' },
    settings.agents,
    backends,
    null,
  );
  const isSandboxed = await isInSandbox(settings, executor.backend, workdir, context);
  const source = {
    ...{ settings, specInfo, state, plan, context: { isSandboxed: () => isSandboxed } },
    counts: countUnits(plan, state),
    expectedFailures: readExpectedFailures(state, plan, specInfo.reading),
    verifyBaseline: null,
  };
  const prompt = attemptPrompt(source, planAttempt(source, { unit, executor, lostWork: null }));
  stdout.write(stdout.isTTY ? plainText(prompt) : prompt);
  return 0;
}

async function findOneSpec(inputs: Inputs, { env }: CommandContext): Promise<SpecLocation> {
  const options = { writable: false, format: inputs.format, env };
  const [location, ...others] = await locateSpecs(inputs.specs, inputs.workdir, options);
  if (location !== undefined && others.length === 0) return location;
  throw new UserError('prompt accepts only one spec', { where: '--spec', fix: 'name one' });
}

function chooseUnit(plan: Plan, state: SpecState, loop: Inputs['loop'], task: string | null): DispatchUnit | null {
  const done = doneUnitKeys(state, plan);
  if (task === null) return nextUnit(plan, done, loop);
  const named = findUnits(plan, task, '--task');
  return named.find(({ key }) => !done.has(key)) ?? named[0] ?? null;
}

async function isInSandbox(
  settings: Settings,
  backend: string,
  workdir: string,
  context: CommandContext,
): Promise<boolean> {
  const { env, dist } = context;
  const logDir = logFolder(context, 'prompt', 'prompt');
  const examined = await openIsolation(settings, { env, workdir, dist, logDir, log: { emit() {} } })?.examine(backend);
  return examined?.mechanism != null && !settings.isolation.allow.includes('sudo');
}
