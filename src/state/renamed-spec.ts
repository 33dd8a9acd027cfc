import type { SpecState, StateFile } from './types.ts';

/** What is known of the spec folders beside the state file. */
export interface SpecFolders {
  /** Titles of the spec's tasks. */
  readonly titles: ReadonlySet<string>;
  readonly exists: (spec: string) => boolean;
}

/**
 * The name under which a state file has a spec whose folder a person renamed: nothing lies under that name any more, and
 * what was worked on there is in this spec's tasks. null: the spec has a state, or none fits.
 */
export function findFormerName(file: StateFile, spec: string, { titles, exists }: SpecFolders): string | null {
  if (Object.hasOwn(file.specs, spec)) return null;
  const fits = ({ units }: SpecState) => {
    const worked = Object.values(units).flatMap(({ title }) => title ?? []);
    return worked.filter((title) => titles.has(title)).length * 2 > worked.length;
  };
  const former = Object.entries(file.specs).filter(([name, state]) => !exists(name) && fits(state));
  return former.length === 1 ? (former[0]?.[0] ?? null) : null;
}

/** The same file with the spec's state under its new name, and with the former one noted there. */
export function renameSpec(file: StateFile, from: string, to: string): StateFile {
  const { [from]: state, ...specs } = file.specs;
  if (state === undefined) return file;
  const former_names = [...(state.former_names ?? []), from];
  return { ...file, specs: { ...specs, [to]: { ...state, former_names } } };
}
