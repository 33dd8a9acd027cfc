import { lstatSync, readlinkSync, renameSync, symlinkSync } from 'node:fs';
import { dirname } from 'node:path';

/** Where links lead, by their paths. */
export type Links = ReadonlyMap<string, string>;

/** The links on the way to these paths. */
export function readLinks(paths: readonly string[]): Links {
  const above = (path: string): readonly string[] => (path === dirname(path) ? [] : [...above(dirname(path)), path]);
  return new Map(
    [...new Set(paths.flatMap(above))].flatMap((path) => {
      const target = readLink(path);
      return target === null ? [] : [[path, target] as const];
    }),
  );
}

/** Has them as they were; what is in the place of one is moved beside it. Returns those that were not. */
export function restoreLinks(links: Links): readonly string[] {
  // The outermost first, since it may lead to the next one.
  return [...links].flatMap(([path, target]) => {
    if (readLink(path) === target) return [];
    try {
      if (lstatSync(path, { throwIfNoEntry: false })) renameSync(path, `${path}.${process.pid}-${Date.now()}.replaced`);
      symlinkSync(target, path);
    } catch {
      // It is named all the same.
    }
    return [path];
  });
}

/** null: it is none. */
function readLink(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}
