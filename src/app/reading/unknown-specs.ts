import { basename, dirname } from 'node:path';
import type { ConfigFile } from '../../inputs/config-file/parse-config.ts';
import { nearest } from '../../inputs/nearest.ts';
import { specNames } from '../../spec-folder/locate/spec-names.ts';

/**
 * What the file sets for specs that are not here: perhaps for one to come, and perhaps misspelled, so that what it sets
 * counts for none. A sentence each. `named`: the specs that are meant, as given.
 */
export function unknownSpecs(
  { where, specs }: Pick<ConfigFile, 'where' | 'specs'>,
  named: readonly string[],
  workdir: string,
): readonly string[] {
  if (specs.size === 0) return [];
  const { present, archived } = specNames(workdir);
  const byPath = named.flatMap((value) => value.split('\n')).map((value) => nameOf(value.trim()));
  const known = new Set([...present, ...byPath]);
  const isDone = (name: string) => archived.some((folder) => folder.replace(/^\d{4}-\d\d-\d\d-/, '') === name);
  return [...specs.keys()]
    .filter((name) => !known.has(name) && !isDone(name))
    .map((name) => {
      const meant = nearest(name, present);
      const guess = meant === null ? '' : `; did you mean ${meant}?`;
      return `${where}: specs.${name}: there is no spec of this name here, so what is set for it counts for none${guess}`;
    });
}

function nameOf(path: string): string {
  return basename(basename(path) === 'tasks.md' ? dirname(path) : path);
}
