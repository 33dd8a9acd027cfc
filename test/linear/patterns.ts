import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse as parseScript } from 'acorn';
import { globSync } from 'tinyglobby';

const ROOT = resolve(import.meta.dirname, '..', '..');
/** They start the product when they are imported; what they import is not theirs. */
const ENTRIES = new Set(['src/action.ts', 'src/post.ts', 'src/steps.ts', 'src/cli.ts', 'src/pane.ts']);

export interface FoundPattern {
  readonly pattern: RegExp;
  /** File, from the project's root. */
  readonly file: string;
}

/** Every file of the sources, from the project's root. */
export const sourceFiles: readonly string[] = globSync('src/**/*.ts', { cwd: ROOT }).sort();

export interface PatternsInSources {
  readonly literals: readonly FoundPattern[];
  /** How many regular expressions each file puts together at run time. */
  readonly constructed: ReadonlyMap<string, number>;
  /** Files with some that are made in a way that is not seen: by RegExp under another name, or of a text by `match`. */
  readonly hidden: readonly string[];
}

/** They make a regular expression of a text that they are given. */
const MAKERS = new Set(['match', 'matchAll', 'search']);

/** In these files; `read` gives their text. */
export function patternsInSources(
  files: readonly string[] = sourceFiles,
  read = (file: string) => readFileSync(join(ROOT, file), 'utf8'),
): PatternsInSources {
  const literals: FoundPattern[] = [];
  const constructed = new Map<string, number>();
  const hidden = files.filter((file) => {
    const nodes: Node[] = [];
    visit(parse(read(file)), (node) => nodes.push(node));
    for (const { value } of nodes) if (value instanceof RegExp) literals.push({ pattern: value, file });
    const calls = nodes.filter(({ type }) => type === 'NewExpression' || type === 'CallExpression');
    const made = calls.filter(({ callee }) => isNamed(callee, 'RegExp')).length;
    if (made > 0) constructed.set(file, made);
    return nodes.filter((node) => isNamed(node, 'RegExp')).length > made || calls.some(isMadeOfText);
  });
  return { literals, constructed, hidden };
}

function isNamed(node: unknown, name: string): boolean {
  return (node as Node | undefined)?.name === name;
}

/** `text.match('a+')` */
function isMadeOfText(call: Node): boolean {
  const { property } = call.callee as Node;
  const [first] = call.arguments as readonly Node[];
  const isText = first?.type === 'TemplateLiteral' || typeof first?.value === 'string';
  return isText && MAKERS.has(String((property as Node | undefined)?.name));
}

/** Where a line of a stack trace is in the sources; a checkout's own path may hold another `/src/`. */
function placeInSources(line: string): readonly { readonly file: string; readonly position: string }[] {
  return [`${ROOT}/`, `${pathToFileURL(ROOT).pathname}/`].flatMap((root) => {
    const [, rest = ''] = line.split(root);
    const [, file, position] = /^(src\/[^:]*\.ts):(\d+:\d+)/.exec(rest) ?? [];
    return file === undefined || position === undefined ? [] : [{ file, position }];
  });
}

/**
 * The regular expressions that the sources put together while they are imported and while `use` runs, by the place
 * that made them.
 */
export async function constructedPatterns(use: () => Promise<unknown>): Promise<Map<string, FoundPattern>> {
  const found = new Map<string, FoundPattern>();
  const Original = RegExp;
  const record = (pattern: RegExp) => {
    const [place] = new Error('where').stack?.split('\n').flatMap(placeInSources) ?? [];
    if (place !== undefined) found.set(`${place.file}:${place.position}`, { pattern, file: place.file });
    return pattern;
  };
  globalThis.RegExp = new Proxy(Original, {
    construct: (target, args: [string, string?]) => record(new target(...args)),
    apply: (target, _, args: [string, string?]) => record(target(...args)),
  });
  try {
    for (const file of sourceFiles) if (!ENTRIES.has(file)) await import(`../../${file}`);
    await use();
  } finally {
    globalThis.RegExp = Original;
  }
  return found;
}

interface Node {
  readonly type?: unknown;
  readonly [key: string]: unknown;
}

function parse(text: string): unknown {
  return parseScript(stripTypeScriptTypes(text), { ecmaVersion: 'latest', sourceType: 'module' });
}

function visit(value: unknown, see: (node: Node) => void): void {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) see(value as Node);
  for (const child of Object.values(value)) visit(child, see);
}
