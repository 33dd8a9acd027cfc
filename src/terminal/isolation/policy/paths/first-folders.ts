import { existsSync } from 'node:fs';
import { delimiter, extname, join } from 'node:path';
import type { IsolatedPlace } from './covered-paths.ts';
import { isWithin } from './paths.ts';

/** What build tools make in the home at their first start, by the program on PATH; each is a cache of the policy's. */
const MADE_BY: Readonly<Record<string, readonly string[]>> = {
  bun: ['.bun'],
  bundle: ['.bundle'],
  cargo: ['.cargo'],
  deno: ['.deno'],
  dotnet: ['.dotnet', '.nuget'],
  gem: ['.gem'],
  go: ['go'],
  // A project brings its own Maven or Gradle.
  java: ['.m2', '.gradle'],
  // As it brings its own pnpm.
  npm: ['.npm', '.local/share/pnpm'],
  sbt: ['.sbt', '.ivy2'],
  uv: ['.local/share/uv'],
  yarn: ['.yarn'],
};

/** Folders that an agent or a command needs to be there before it starts under strict: its own, and the build tools'. */
export function neededFolders(place: IsolatedPlace, backend: string | null): readonly string[] {
  const isOfOtherHome = (path: string) => place.homes.slice(1).some((home) => isWithin(path, home));
  const own = backend === null ? [] : (place.logins[backend] ?? []);
  return [...own.filter((path) => extname(path) === '' && !isOfOtherHome(path)), ...firstFolders(place)];
}

/** Folders in which the machine's build tools would keep what they download, were they allowed to make them. */
function firstFolders({ home, env }: Pick<IsolatedPlace, 'home' | 'env'>): readonly string[] {
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  const isThere = (program: string) => folders.some((folder) => existsSync(join(folder, program)));
  const made = Object.entries(MADE_BY).flatMap(([program, names]) => (isThere(program) ? names : []));
  return ['.cache', ...made].map((name) => join(home, name));
}
