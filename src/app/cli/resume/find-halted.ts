import { UserError } from '../../../errors.ts';
import type { Inputs } from '../../../inputs/types.ts';
import { type LocateOptions, locateSpecs, type SpecLocation } from '../../../spec-folder/locate/locate-specs.ts';
import { createStateStore } from '../../../state/file/store.ts';
import type { SpecState } from '../../../state/types.ts';
import type { CommandContext } from '../command-context.ts';

/** A spec, and its state; null: it has none. */
export interface KnownSpec {
  readonly location: SpecLocation;
  readonly state: SpecState | null;
}

/** The specs that a `resume` means: those that are named, else those that there are; of these the one that waits. */
export async function findResumed(inputs: Inputs, { env }: CommandContext): Promise<readonly KnownSpec[]> {
  const { specs: named, workdir, format } = inputs;
  const options = { format, env };
  const located = await locateAll(inputs, options);
  const known = await Promise.all(located.map(async (location) => ({ location, state: await readState(location) })));
  const halted = known.filter(({ state }) => state?.halt != null);
  if (halted.length > 1) {
    const names = halted.map(({ location }) => location.relative.folder).join(', ');
    throw new UserError(`${halted.length} specs wait for an answer: ${names}`, { where: '--spec', fix: 'name one' });
  }
  if (halted.length === 1 || named.length > 0 || known.length === 1) return halted.length === 1 ? halted : known;
  const meant = await locateSpecs(named, workdir, options);
  return known.filter(({ location }) => meant.some(({ folder }) => folder === location.folder));
}

/** Those that are named, else all that there are. */
export async function locateAll(
  { specs: named, workdir }: Pick<Inputs, 'specs' | 'workdir'>,
  options: LocateOptions,
): Promise<readonly SpecLocation[]> {
  const all = await locateSpecs(named.length > 0 ? named : ['**'], workdir, options).catch(() => null);
  // What is wrong with them is said as for any other command.
  return all ?? locateSpecs(named, workdir, options);
}

/** null: there are no records of it. */
export async function readState({
  statePath,
  name,
}: Pick<SpecLocation, 'statePath' | 'name'>): Promise<SpecState | null> {
  return (await createStateStore({ path: statePath, spec: name, now: Date.now }).load())?.spec ?? null;
}
