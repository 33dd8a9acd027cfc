import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UserError } from '../../../errors.ts';
import type { Inputs } from '../../../inputs/types.ts';
import { locateSpecs } from '../../../spec-folder/locate-specs.ts';
import { findRuns, type RunFolder, runsOf } from '../../past-runs/find-runs.ts';
import type { SpecRuns } from '../../past-runs/write-report.ts';
import { type CommandContext, logFolder } from '../command-context.ts';

/** The specs that were asked for, with their runs on this machine, or with those in `logs`: what an artifact held. */
export async function chosenRuns(
  inputs: Inputs,
  logs: string | null,
  context: CommandContext,
): Promise<readonly SpecRuns[]> {
  if (logs !== null) return runsInFolder(inputs, resolve(context.cwd, logs));
  const options = { writable: false, format: inputs.format, env: context.env };
  const locations = await locateSpecs(inputs.specs, inputs.workdir, options);
  return locations.map((location) => ({
    name: location.name,
    location,
    runs: runsOf(findRuns(join(logFolder(context, location.name, 'x'), '..')), location),
  }));
}

function runsInFolder(inputs: Inputs, folder: string): readonly SpecRuns[] {
  if (!existsSync(folder))
    throw new UserError('there is no such folder', {
      where: `--logs ${folder}`,
      fix: 'name the folder that the transcripts were unpacked into',
    });
  const bySpec = new Map<string, RunFolder[]>();
  for (const run of findRuns(folder)) {
    const name = run.history?.spec || nameOfFolder(run.folder);
    bySpec.set(name, [...(bySpec.get(name) ?? []), run]);
  }
  const wanted = inputs.specs.length === 0 ? null : new Set(inputs.specs.map((spec) => nameOfFolder(spec)));
  const found = [...bySpec].map(([name, runs]) => ({ name, location: null, runs }));
  const chosen = found.filter(({ name }) => wanted === null || wanted.has(name));
  if (chosen.length > 0) return chosen;
  const fix =
    found.length === 0 ? 'it holds no transcripts' : `it has those of: ${found.map(({ name }) => name).join(', ')}`;
  throw new UserError('no run is in this folder', { where: `--logs ${folder}`, fix });
}

function nameOfFolder(path: string): string {
  return path.split(/[\\/]/).findLast((part) => part !== '') ?? path;
}
