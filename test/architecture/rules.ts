import { basename, dirname } from 'node:path/posix';
import { entries, importsOf, type ListedFolder, type SourceFile, topFolder } from './source-tree.ts';

/** Each rule gives a line per offence, `place: what is wrong`. */
export type Rule = (files: readonly SourceFile[], folders: readonly ListedFolder[]) => readonly string[];

/** Entries import everything, then the folders as listed, last the files beside them. */
export const importsRunDownwards: Rule = (files, folders) => {
  const orderOf = (path: string): number =>
    entries.includes(path)
      ? -1
      : topFolder(path) === ''
        ? folders.length
        : (folders.find(({ name }) => name === topFolder(path))?.order ?? Number.NaN);
  return files.flatMap((file) =>
    importsOf(file)
      .filter(({ target }) => target !== null && (entries.includes(target) || orderOf(target) < orderOf(file.path)))
      .map(({ line, target }) => `src/${file.path}:${line}: imports src/${target}, which stands above it`),
  );
};

/** The list is the tree: no folder is missing from it, and none of it is gone. */
export const everyFolderIsListed: Rule = (files, folders) => {
  const found = new Set(files.map(({ path }) => topFolder(path)).filter((name) => name !== ''));
  const listed = new Set(folders.map(({ name }) => name));
  return [
    ...[...found].filter((name) => !listed.has(name)).map((name) => `src/${name}: is not in ARCHITECTURE.md`),
    ...[...listed].filter((name) => !found.has(name)).map((name) => `ARCHITECTURE.md: src/${name} does not exist`),
  ];
};

const pureModules = new Set(['node:path', 'node:path/posix', 'node:util', 'node:crypto', 'zod', 'ms', 'picocolors']);
const effects =
  /\bprocess\b(?=\s*[.;,)[])|\bimport\.meta\b|\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bperformance\s*\.|\bset(?:Timeout|Interval|Immediate)\b|\bfetch\s*\(|\bconsole\s*\.|\bglobalThis\b|\brandom(?:UUID|Bytes|Int)\b/g;

/** A pure folder does nothing but compute: whoever imports it can be run again with the same result. */
export const pureFoldersHaveNoEffects: Rule = (files, folders) => {
  const pure = new Set(folders.filter((folder) => folder.pure).map(({ name }) => name));
  const isPure = (path: string): boolean => topFolder(path) === '' || isPureFile(path, pure);
  return files
    .filter(({ path }) => !entries.includes(path) && isPureFile(path, pure))
    .flatMap((file) => {
      const code = withoutTextAndComments(file.text);
      const imported = importsOf(file)
        .filter(
          ({ typeOnly, specifier, target }) => !typeOnly && !(target ? isPure(target) : pureModules.has(specifier)),
        )
        .map(({ line, specifier }) => `src/${file.path}:${line}: a pure folder imports ${specifier}`);
      const used = [...code.matchAll(effects)].map(
        (match) =>
          `src/${file.path}:${code.slice(0, match.index).split('\n').length}: a pure folder uses ${match[0].trim()}`,
      );
      return [...imported, ...used];
    });
};

/** Of the state's folder the file and the lock do I/O; the rest of it computes. */
const impureParts: readonly RegExp[] = [/^state\/(?:file|lock)\//];
const pureParts: readonly RegExp[] = [/^state\//];

function isPureFile(path: string, pure: ReadonlySet<string>): boolean {
  if (impureParts.some((part) => part.test(path))) return false;
  return pure.has(topFolder(path)) || pureParts.some((part) => part.test(path));
}

/** Comments and the contents of strings become blanks; line breaks stay, so that places stay true. */
function withoutTextAndComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, (part) =>
    part.replace(/[^\n]/g, ' '),
  );
}

/** One place for a name: no two files of one name but `index.ts` and `types.ts`, no two folders of one name. */
export const namesAreUnique: Rule = (files) => {
  const folders = new Set(files.flatMap(({ path }) => ancestors(path)));
  return [
    ...twice(files.map(({ path }) => path).filter((path) => !['index.ts', 'types.ts'].includes(basename(path)))),
    ...twice([...folders]),
  ];
};

function ancestors(path: string): string[] {
  const folder = dirname(path);
  return folder === '.' ? [] : [folder, ...ancestors(folder)];
}

function twice(paths: readonly string[]): string[] {
  const byName = new Map<string, string[]>();
  for (const path of paths) byName.set(basename(path), [...(byName.get(basename(path)) ?? []), path]);
  return [...byName].filter(([, at]) => at.length > 1).map(([name, at]) => `${name}: stands at ${at.join(' and ')}`);
}

/** A file answers one question; an entry only starts. */
export const filesAreShort: Rule = (files) =>
  files
    // Written by npm, and as long as a package has others.
    .filter(({ path }) => !path.startsWith('agents/locks/'))
    .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1, most: entries.includes(path) ? 40 : 250 }))
    .filter(({ lines, most }) => lines > most)
    .map(({ path, lines, most }) => `src/${path}: has ${lines} lines, at most ${most} are meant`);

/** The first line of a folder's `index.ts` or `types.ts` says what the folder is for. */
export const foldersSayWhatTheyAreFor: Rule = (files, folders) =>
  folders
    .filter(
      ({ name }) =>
        !files.some(
          ({ path, text }) =>
            [`${name}/index.ts`, `${name}/types.ts`].includes(path) && /^\/\*\* .{20,} \*\/\n/.test(text),
        ),
    )
    .map(({ name }) => `src/${name}: no index.ts or types.ts whose first line says what the folder is for`);

/** Two files that import one another, over however many others and be it for a type, can only be read together. */
export const importsMakeNoCircle: Rule = (files) => {
  const targets = new Map(files.map((file) => [file.path, importsOf(file).flatMap(({ target }) => target ?? [])]));
  const finished = new Set<string>();
  const circles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path))
      circles.push(
        `src/${path}: imports itself by way of ${[...trail.slice(trail.indexOf(path) + 1), path].join(', ')}`,
      );
    if (trail.includes(path) || finished.has(path)) return;
    for (const target of targets.get(path) ?? []) visit(target, [...trail, path]);
    finished.add(path);
  };
  for (const { path } of files) visit(path, []);
  return circles;
};

/** Node's own `recursive` follows links, out of a folder that an agent may write to: `entriesBelow` does not. */
export const noFolderIsReadThroughLinks: Rule = (files) =>
  files
    .filter(({ path, text }) => path !== 'entries-below.ts' && /\breaddir(?:Sync)?\([^;]*?\brecursive\b/.test(text))
    .map(({ path }) => `src/${path}: reads a folder with \`recursive\`, which follows links: use entriesBelow`);
