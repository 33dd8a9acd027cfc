import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { UserError } from '../../errors.ts';
import { type FormatChoice, SPEC_FORMATS, type SpecFormat } from '../../tasks/types.ts';
import { markdownIn } from '../reading-list.ts';

/** Where each tool keeps its specs, below the work folder; null: other tools do, too. */
const HOMES: readonly { readonly path: string; readonly format: SpecFormat | null }[] = [
  { path: '.kiro/specs', format: 'kiro' },
  { path: 'specs', format: null },
  { path: '.specify/specs', format: 'spec-kit' },
  { path: 'openspec/changes', format: 'openspec' },
];

/** Documents that only one format has. */
const MARKS: Readonly<Record<SpecFormat, readonly string[]>> = {
  kiro: ['requirements.md', 'bugfix.md'],
  'spec-kit': ['spec.md', 'plan.md'],
  openspec: ['proposal.md', '.openspec.yaml'],
};

export const SPEC_HOMES: readonly string[] = HOMES.map(({ path }) => path);

/** Folders of homes that hold no specs to work on. */
const ARCHIVE = /(?:^|\/)openspec\/changes\/archive(?:\/|$)/;

export function isArchived(folder: string): boolean {
  return ARCHIVE.test(slashed(folder));
}

/**
 * Whose rules the tasks.md of a folder follows: where it lies, then which documents it has, then the project's mark;
 * `auto` where only the text can tell.
 */
export function formatByPlace(folder: string, root: string): FormatChoice {
  const above = `/${slashed(dirname(folder))}/`;
  const home = HOMES.find(({ path, format }) => format !== null && above.includes(`/${path}/`));
  if (home?.format != null) return home.format;
  const [only, ...others] = formatsByDocuments(folder);
  if (only === undefined) return specKitProject(folder, root) === null ? 'auto' : 'spec-kit';
  return others.length === 0 ? only : 'auto';
}

/** The formats that a folder has documents of. */
export function formatsByDocuments(folder: string): readonly SpecFormat[] {
  return SPEC_FORMATS.filter((format) => MARKS[format].some((name) => existsSync(join(folder, name))));
}

/** The nearest folder above, up to the work folder, that holds `.specify/`; null: none does. */
export function specKitProject(folder: string, root: string): string | null {
  for (let at = dirname(folder); ; at = dirname(at)) {
    if (existsSync(join(at, '.specify'))) return at;
    if (at === root || at === dirname(at) || relative(root, at).startsWith('..')) return null;
  }
}

/** Is a folder without a tasks.md a spec on its way, by its documents: one in a home, or a change of OpenSpec? */
export function isUnwritten(folder: string): boolean {
  const above = slashed(dirname(folder));
  if (!above.includes('openspec/')) return formatsByDocuments(folder).length > 0;
  return above.endsWith('openspec/changes') && (existsSync(join(folder, 'tasks')) || markdownIn(folder).length > 0);
}

/** Folders that a bare name may stand for: one of that name in each home; by its number, one of spec-kit. */
export function foldersNamed(name: string, root: string): readonly string[] {
  const exact = HOMES.map(({ path }) => join(root, path, name)).filter(isSpec);
  return exact.length > 0 ? exact : featuresNamed(name, root);
}

/** Features of spec-kit by their name or their number, which may be a time: `003-name`, `20260319-143022-name`. */
export function featuresNamed(name: string, root: string): readonly string[] {
  const number = /^(?:\d{8}-\d{6}|\d{1,9})$/.test(name) ? featureNumber(`${name}-`) : null;
  const isNamed = (folder: string) => folder === name || (number !== null && featureNumber(folder) === number);
  return HOMES.filter(({ format }) => format === null || format === 'spec-kit').flatMap(({ path }) =>
    foldersIn(join(root, path))
      .filter(isNamed)
      .map((folder) => join(root, path, folder))
      .filter(isSpec),
  );
}

function featureNumber(folder: string): string | null {
  const [, time, number] = /^(?:(\d{8}-\d{6})|(\d{1,9}))-/.exec(folder) ?? [];
  return time ?? number?.replace(/^0+(?=\d)/, '') ?? null;
}

function isSpec(folder: string): boolean {
  return existsSync(join(folder, 'tasks.md'));
}

function foldersIn(path: string): readonly string[] {
  try {
    return readdirSync(path).sort();
  } catch {
    return [];
  }
}

/** A change that was archived is done, whatever its checkboxes say. */
export function assertNotArchived(folder: string, value: string): void {
  if (!isArchived(folder)) return;
  throw new UserError(`"${value}" is an archived change`, {
    where: 'spec',
    fix: 'name a change under openspec/changes; to work on this one again, move its folder back there',
  });
}

function slashed(path: string): string {
  return path.split(sep).join('/');
}
