import type { ProjectFiles } from './types.ts';

/** From the top of the repository, where steps that use an action run. */
export function fromTop({ folder }: ProjectFiles, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** Set-up actions look for what their cache is keyed by at the top alone. */
export function below(files: ProjectFiles, lockFile: string): Readonly<Record<string, string>> {
  return files.folder === '' ? {} : { 'cache-dependency-path': fromTop(files, lockFile) };
}

export function cacheBy(files: ProjectFiles, manager: string, lockFile: string): Readonly<Record<string, string>> {
  return { cache: manager, ...below(files, lockFile) };
}
