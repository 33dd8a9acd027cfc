import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..', '..');

/** A folder of `src/` as ARCHITECTURE.md lists it; `order` counts from the top, where everything may be imported. */
export interface ListedFolder {
  readonly name: string;
  readonly order: number;
  readonly pure: boolean;
}

/** One source file: its path below `src/` with forward slashes, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

export interface ImportedFile {
  readonly line: number;
  /** The specifier as written. */
  readonly specifier: string;
  /** Path below `src/` of a relative import; null for a package or a `node:` module. */
  readonly target: string | null;
  /** `import type`, which leaves nothing to run. */
  readonly typeOnly: boolean;
  /** `import()`: loaded when it is reached. */
  readonly dynamic: boolean;
}

/** The import order: the lines `name/  what it is for` of the block that follows its heading; a pure one ends in PURE. */
export function listedFolders(document = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')): readonly ListedFolder[] {
  const block = /^## Folders and import order$[\s\S]*?^```\w*$([\s\S]*?)^```$/m.exec(document)?.[1] ?? '';
  return block
    .split('\n')
    .map((line) => /^([a-z-]+)\/ /.exec(line))
    .filter((match) => match !== null)
    .map(({ 1: name = '', input }, order) => ({ name, order, pure: /\bPURE$/.test(input) }));
}

export function sourceFiles(): readonly SourceFile[] {
  const top = join(root, 'src');
  return readdirSync(top, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(top, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(top, path), 'utf8') }));
}

const imports =
  /^(?:import|export)(\s+type\b)?(?:[^'";]*?\bfrom)?\s*['"]([^'"]+)['"]|\bimport\s*\(\s*(?:\/\*[^*]*\*\/\s*)?['"]([^'"]+)['"]/gm;

/** Static and dynamic imports, re-exports, types included; `line` is where the statement begins. */
export function importsOf({ path, text }: SourceFile): readonly ImportedFile[] {
  return [...text.matchAll(imports)].map((match) => {
    const specifier = match[2] ?? match[3] ?? '';
    return {
      line: text.slice(0, match.index).split('\n').length,
      specifier,
      target: specifier.startsWith('.') ? join(dirname(path), specifier).replaceAll('\\', '/') : null,
      typeOnly: match[1] !== undefined,
      dynamic: match[3] !== undefined,
    };
  });
}

/** The folder of the list that a file is in; '' for the files beside the folders. */
export function topFolder(path: string): string {
  return path.includes('/') ? (path.split('/')[0] ?? '') : '';
}

export const entries: readonly string[] = ['action.ts', 'post.ts', 'steps.ts', 'cli.ts', 'pane.ts'];
