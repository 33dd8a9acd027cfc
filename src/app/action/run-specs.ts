import { join } from 'node:path';
import { UserError } from '../../errors.ts';
import { settingsFor } from '../../inputs/settings.ts';
import type { Inputs } from '../../inputs/types.ts';
import { readWorkflowRef } from '../../platform/events/read-trigger.ts';
import { createHub } from '../../platform/github-platform.ts';
import { noHub } from '../../platform/no-platform.ts';
import { summaryFile } from '../../platform/summary-file.ts';
import type { Outcome } from '../../run-events/types.ts';
import type { SpecLocation } from '../../spec-folder/locate-specs.ts';
import { runSpec, type Surroundings } from '../run-spec.ts';
import type { Place } from './job.ts';
import type { Heard } from './route-event.ts';

/** How the specs of a step ended: the one that stopped it or waits for a human, else the last. */
export interface Told {
  readonly outcome: Outcome;
  readonly spec: SpecLocation;
}

type Common = Omit<
  Surroundings,
  'workdir' | 'runId' | 'remote' | 'resume' | 'scheduled' | 'dispatched' | 'chainLimit' | 'hub'
>;

/** One spec after the other; a halt of one is no reason to leave the next, but a spent budget or a cancel is. */
export async function runSpecs(
  specs: readonly SpecLocation[],
  heard: Extract<Heard, { kind: 'run' }>,
  inputs: Inputs,
  place: Place,
  common: Common,
): Promise<Told> {
  const { env } = common;
  const summary = env.GITHUB_STEP_SUMMARY ? summaryFile(env.GITHUB_STEP_SUMMARY) : null;
  const workflow = readWorkflowRef(env);
  let told: Told | null = null;
  for (const spec of specs) {
    const outcome = await runSpec(settingsFor(inputs, spec.name), spec, {
      ...common,
      env: jobEnvironment(env),
      workdir: inputs.workdir,
      // Specs have units of the same names.
      logDir: join(common.logDir, encodeURIComponent(spec.name)),
      runId: place.runId,
      remote: place.remote,
      resume: heard.resume,
      scheduled: heard.scheduled,
      dispatched: env.GITHUB_EVENT_NAME === 'workflow_dispatch',
      chainLimit: inputs.hub.chainLimit,
      hub: ({ base }) =>
        place.github === null
          ? noHub
          : createHub({
              github: place.github,
              links: place.links,
              spec: spec.name,
              base,
              settings: inputs.hub,
              startedFrom: heard.startedFrom,
              dispatch: workflow === null ? null : { ...workflow, inputs: inputsFor(heard) },
              log: common.log,
              showSummary: summary === null ? null : summary(spec.name),
            }),
    });
    if (told === null || told.outcome.kind === 'complete') told = { outcome, spec };
    if (outcome.kind !== 'complete' && outcome.kind !== 'halted') break;
  }
  if (told === null) throw new UserError('no spec is named', { where: 'input spec' });
  return told;
}

/** Who is answered on one spec goes on with that one, where the workflow's form asks for a spec. */
function inputsFor({ inputs, spec }: Extract<Heard, { kind: 'run' }>): Readonly<Record<string, string>> {
  return spec === null ? inputs : { ...inputs, spec };
}

/** The runner's talk with this step is nobody else's, and no news to a person who reads what agents may not see. */
function jobEnvironment(env: Surroundings['env']): Surroundings['env'] {
  const own = /^(INPUT_|STATE_|ACTIONS_(RUNTIME|RESULTS|CACHE|ID_TOKEN)_|GITHUB_(ENV|OUTPUT|PATH|STATE|STEP_SUMMARY)$)/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !own.test(name)));
}
