import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { findBackendLogin, type ProgramOptions } from '../../../agents/install/programs.ts';
import type { Backend } from '../../../agents/types.ts';
import type { Checkout } from '../../../repository/git/checkout.ts';
import { foldersNamed, isArchived, SPEC_HOMES } from '../../../spec-folder/locate/spec-homes.ts';
import { findStack } from './stacks/stacks.ts';
import type { ProjectFiles, Stack } from './stacks/types.ts';

/** A backend that could be used here. */
export interface FoundAgent {
  readonly name: string;
  /** What it would need in a job: the variables of its keys. */
  readonly keys: readonly string[];
  /** A key or login of it is on this machine. */
  readonly ready: boolean;
  /** Where it looks for skills, from the top of a repository. */
  readonly skills: string;
}

/** Where most agents look for skills. */
export const COMMON_SKILLS = '.agents/skills';

/** What the set-up finds by itself. */
export interface Project {
  /** From the top of the repository; '' at the top. */
  readonly folder: string;
  /** Names of specs, in the order of the homes. */
  readonly specs: readonly string[];
  readonly stack: Stack | null;
  /** Those with a key or login first. */
  readonly agents: readonly FoundAgent[];
}

export async function examineProject(
  { top, folder }: { readonly top: string; readonly folder: string },
  backends: readonly Backend[],
  options: ProgramOptions,
): Promise<Project> {
  const place = join(top, folder);
  const agents = await Promise.all(
    backends
      .filter(({ cli, machineProgram }) => cli !== null || machineProgram !== undefined)
      .map(async (backend): Promise<FoundAgent> => {
        const { kind } = await findBackendLogin(backend, options);
        const ready = kind !== 'missing' && kind !== 'unknown';
        return { name: backend.name, keys: backend.keys, ready, skills: backend.skills ?? COMMON_SKILLS };
      }),
  );
  return {
    folder,
    specs: findSpecNames(place),
    stack: findStack(projectFiles(place, folder)),
    agents: [...agents.filter(({ ready }) => ready), ...agents.filter(({ ready }) => !ready)],
  };
}

/** Where the parts of a repository are kept together. */
const GROUPS = ['apps', 'libs', 'modules', 'packages', 'projects', 'services'];
/** What is shown, tested with or brought along is no part of it. */
const ASIDE =
  /^(?:\..*|node_modules|vendor|third[-_]party|docs?|examples?|samples?|tests?|fixtures|dist|build|target)$/;

function projectFiles(place: string, folder: string): ProjectFiles {
  const isFile = (name: string) => statSync(join(place, name), { throwIfNoEntry: false })?.isFile() === true;
  return {
    folder,
    has: isFile,
    read: (name) => (isFile(name) ? readFileSync(join(place, name), 'utf8') : null),
    parts: () =>
      foldersIn(place)
        .flatMap((name) => (GROUPS.includes(name) ? foldersIn(join(place, name)).map((own) => `${name}/${own}`) : name))
        .map((name) => projectFiles(join(place, name), folder === '' ? name : `${folder}/${name}`)),
  };
}

function foldersIn(place: string): readonly string[] {
  return readdirSync(place, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !ASIDE.test(entry.name))
    .map(({ name }) => name)
    .sort();
}

/** Names that are one spec each. */
function findSpecNames(place: string): readonly string[] {
  const names = SPEC_HOMES.flatMap((home) => {
    const folder = join(place, home);
    if (!existsSync(folder)) return [];
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'tasks.md')))
      .filter((entry) => !isArchived(join(folder, entry.name)))
      .map(({ name }) => name)
      .sort();
  });
  return [...new Set(names)].filter((name) => foldersNamed(name, place).length === 1);
}

/** What set-up and tests leave, and git would see, as `.gitignore` would have it. */
export async function findUnignored({ stack, folder }: Project, { git }: Checkout): Promise<readonly string[]> {
  const unignored: string[] = [];
  for (const { pattern, sample } of stack?.leaves ?? []) {
    const path = `:(top)${folder === '' ? '' : `${folder}/`}${sample}`;
    const { code } = await git(['check-ignore', '-q', '--no-index', '--', path], { accept: 'any' });
    if (code === 1) unignored.push(pattern);
  }
  return unignored;
}
