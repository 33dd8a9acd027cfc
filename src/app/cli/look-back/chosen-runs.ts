import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '../../../errors.ts';
import type { Inputs } from '../../../inputs/types.ts';
import { locateSpecs, type SpecLocation } from '../../../spec-folder/locate/locate-specs.ts';
import { findRuns, type RunFolder, runsOf, startOf } from '../../past-runs/find-runs.ts';
import type { SpecRuns } from '../../past-runs/write-report.ts';
import { openState } from '../../reading/read-spec.ts';
import { type CommandContext, logFolder, stateFolder } from '../command-context.ts';

/** The specs that were asked for, with their runs on this machine, or with those in `logs`: what an artifact held. */
export async function chosenRuns(
  inputs: Inputs,
  logs: string | null,
  context: CommandContext,
): Promise<readonly SpecRuns[]> {
  if (logs !== null) return runsInFolder(inputs, resolve(context.cwd, logs));
  const options = { writable: false, format: inputs.format, env: context.env };
  const locations = await locateSpecs(inputs.specs, inputs.workdir, options);
  const found: SpecRuns[] = [];
  for (const location of locations) {
    found.push({ name: location.name, location, runs: await runsOnMachine(location, context) });
  }
  return found;
}

/** The oldest first, those under its former names included. */
async function runsOnMachine(location: SpecLocation, context: CommandContext): Promise<readonly RunFolder[]> {
  let runs = runsNamed(location.name, location, context);
  for (const name of (await formerNames(location)).toReversed()) {
    const [first] = runs;
    // What ran there since is of another spec, which has the name now.
    const until = first === undefined ? Number.POSITIVE_INFINITY : startOf(first);
    runs = [...runsNamed(name, location, context).filter((run) => startOf(run) < until), ...runs];
  }
  return runs;
}

async function formerNames(location: SpecLocation): Promise<readonly string[]> {
  try {
    return (await openState(location).load())?.spec.former_names ?? [];
  } catch {
    // What is wrong with its state is no reason not to look at transcripts.
    return [];
  }
}

/** Those of a spec on this machine, under one of its names. */
function runsNamed(name: string, location: SpecLocation, context: CommandContext): readonly RunFolder[] {
  const folder = join(dirname(location.folder), name);
  return runsOf(findRuns(join(logFolder(context, name, 'x'), '..')), { name, folder });
}

function runsInFolder(inputs: Inputs, folder: string): readonly SpecRuns[] {
  if (!existsSync(folder))
    throw new UserError('there is no such folder', {
      where: `--logs ${folder}`,
      fix: 'name the folder that the transcripts were unpacked into',
    });
  const wanted = inputs.specs.map((spec) => nameOfFolder(spec));
  const bySpec = new Map<string, RunFolder[]>();
  const others = new Set<string>();
  for (const run of findRuns(folder)) {
    // A run that does not say whose it is: of the spec that was named, or else named by its folder.
    const name = run.history?.spec || nameOfUnnamed(run.folder, wanted);
    if (wanted.length > 0 && !wanted.includes(name)) others.add(name);
    else bySpec.set(name, [...(bySpec.get(name) ?? []), run]);
  }
  if (bySpec.size > 0) return [...bySpec].map(([name, runs]) => ({ name, location: null, runs }));
  const fix =
    others.size === 0
      ? 'name the folder that an artifact was unpacked into: it has events.jsonl and unit-…-attempt-….jsonl'
      : `name one of those that are: ${[...others].join(', ')}`;
  const what = others.size === 0 ? 'run' : `run of ${wanted.join(', ')}`;
  throw new UserError(`no ${what} is in this folder`, { where: `--logs ${folder}`, fix });
}

function nameOfFolder(path: string): string {
  return path.split(/[\\/]/).findLast((part) => part !== '') ?? path;
}

function nameOfUnnamed(folder: string, wanted: readonly string[]): string {
  const own = nameOfFolder(folder);
  const [only] = wanted;
  return only !== undefined && wanted.length === 1 ? only : own;
}

/** Folders of all transcripts that specs of a working tree left on this machine. */
export function foldersWithRuns(workdir: string, context: CommandContext): readonly string[] {
  const ofWorkdir = findRuns(stateFolder(context)).filter(
    ({ history, transcripts }) => transcripts.length > 0 && history?.folder.startsWith(join(workdir, '/')) === true,
  );
  return [...new Set(ofWorkdir.map(({ folder }) => dirname(folder)))];
}
