import { isUtf8 } from 'node:buffer';
import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { ProjectRule } from '../prompt/types.ts';
import { readRegularFile, realPathOf } from '../state/file/regular-file.ts';
import { readFrontMatter } from './front-matter.ts';
import type { ReadingList } from './types.ts';

/** In the order in which they were written. */
const FIRST = ['requirements.md', 'bugfix.md', 'design.md'];
const MAX_FILES = 50;
const MAX_BYTES = 512 * 1024;
const REFERENCE = /#\[\[file:([^\]\r\n]{1,300})\]\]/g;

/** Reads the documents of a spec and the steering files of its project. Changes nothing, and throws for nothing. */
export function readReadingList(spec: { readonly folder: string }, workdir: string): ReadingList {
  const problems: string[] = [];
  const references = new Set<string>();
  const addReferences = (path: string, text: TextOrProblem) => {
    if ('problem' in text) return;
    for (const found of findReferences(text.text, path, workdir, problems)) references.add(found);
  };
  const documents = listDocuments(spec.folder, workdir);
  for (const path of documents) addReferences(path, readText(path, workdir));
  const rules: ProjectRule[] = [];
  for (const path of steeringFiles(spec.folder, workdir)) {
    const text = readText(path, workdir);
    const { rule, problem } = toRule(path, workdir, text);
    if (problem !== null) problems.push(`${relativePath(path, workdir)}: ${problem}`);
    if (rule === null) continue;
    rules.push(rule);
    addReferences(path, text);
  }
  problems.push(...notReady(join(spec.folder, 'spec.json'), workdir));
  const known = new Set([...documents.map((path) => relativePath(path, workdir)), ...rules.map(({ path }) => path)]);
  return {
    documents: documents.map((path) => relativePath(path, workdir)),
    references: [...references].filter((path) => !known.has(path)).slice(0, MAX_FILES),
    rules,
    problems,
  };
}

function listDocuments(folder: string, workdir: string): readonly string[] {
  // Where the working tree itself is the spec, its other files are the project's.
  const others = folder === workdir ? [] : markdownIn(folder);
  const names = new Set([...FIRST, ...others.filter((name) => name !== 'tasks.md'), 'tasks.md']);
  return [...names].map((name) => join(folder, name)).filter(isFile);
}

/** In Kiro's folder around the spec, and in the one of the working tree. */
function steeringFiles(folder: string, workdir: string): readonly string[] {
  const folders = new Set([join(workdir, '.kiro', 'steering')]);
  for (let above = folder; above.startsWith(workdir + sep); above = dirname(above)) {
    if (basename(above) === '.kiro') folders.add(join(above, 'steering'));
  }
  return [...folders].sort().flatMap((above) => markdownIn(above).map((name) => join(above, name)));
}

/** A steering file as a rule; null: it is for other occasions, or cannot be read. */
function toRule(
  path: string,
  workdir: string,
  text: TextOrProblem,
): { readonly rule: ProjectRule | null; readonly problem: string | null } {
  if ('problem' in text)
    return { rule: null, problem: `this steering file ${text.problem}: agents are not told of it` };
  const always = { path: relativePath(path, workdir), patterns: [] };
  const matter = readFrontMatter(text.text);
  if (matter.kind === 'none') return { rule: always, problem: null };
  if (matter.kind === 'invalid')
    return {
      rule: always,
      problem: `the front matter cannot be read (${matter.problem}): it counts as a rule for every task`,
    };
  const [inclusion = 'always'] = matter.values.get('inclusion') ?? [];
  const patterns = matter.values.get('fileMatchPattern') ?? [];
  switch (inclusion.toLowerCase()) {
    case 'always':
      return { rule: always, problem: null };
    case 'manual':
    case 'auto':
      return { rule: null, problem: null };
    case 'filematch':
      return patterns.length > 0
        ? { rule: { ...always, patterns }, problem: null }
        : { rule: always, problem: 'fileMatchPattern is missing: it counts as a rule for every task' };
    default: {
      const problem = `"${inclusion.slice(0, 40)}" is not a known inclusion (always, fileMatch, auto or manual): it counts as a rule for every task`;
      return { rule: always, problem };
    }
  }
}

type TextOrProblem = { readonly text: string } | { readonly problem: string };

/** `problem`: a clause for people. */
function readText(path: string, workdir: string): TextOrProblem {
  const realPath = realPathOf(path);
  if (!realPath.startsWith(realPathOf(workdir) + sep))
    return { problem: 'is a link that leads outside the working tree' };
  try {
    if (statSync(realPath).size > MAX_BYTES) return { problem: `is larger than ${MAX_BYTES / 1024} KB` };
    const bytes = readRegularFile(realPath)?.bytes ?? Buffer.alloc(0);
    return isUtf8(bytes) && !bytes.includes(0) ? { text: bytes.toString('utf8') } : { problem: 'is not UTF-8 text' };
  } catch (error) {
    return { problem: `cannot be read (${error instanceof Error ? error.message : String(error)})` };
  }
}

/** `#[[file:docs/api.yaml]]`: from the top of the working tree, or from the file that says it. */
function findReferences(text: string, from: string, workdir: string, problems: string[]): readonly string[] {
  return [...text.matchAll(REFERENCE)].flatMap(([, name = '']) => {
    const candidates = [resolve(workdir, name.trim()), resolve(dirname(from), name.trim())];
    const found = candidates.find((path) => path.startsWith(workdir + sep) && isFile(path));
    if (found !== undefined) return [relativePath(found, workdir)];
    problems.push(`${relativePath(from, workdir)}: #[[file:${name}]] is not a file of the working tree`);
    return [];
  });
}

/** cc-sdd notes in spec.json whether people have approved the tasks. */
function notReady(path: string, workdir: string): readonly string[] {
  if (!isFile(path)) return [];
  const text = readText(path, workdir);
  try {
    const content: unknown = JSON.parse('text' in text ? text.text : '');
    if (typeof content !== 'object' || content === null || !('ready_for_implementation' in content)) return [];
    if (content.ready_for_implementation !== false) return [];
    return [
      `${relativePath(path, workdir)}: ready_for_implementation is false: its tasks may not have been approved yet`,
    ];
  } catch {
    return [`${relativePath(path, workdir)}: not valid JSON; whether the spec is ready is not known`];
  }
}

export function markdownIn(folder: string): readonly string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => !entry.isDirectory());
    const names = entries
      .map(({ name }) => name)
      .filter((name) => /^[^\p{Cc}]+\.md$/iu.test(name) && !name.startsWith('SEQUENTIAL_'));
    return names.sort().slice(0, MAX_FILES);
  } catch {
    return [];
  }
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function relativePath(path: string, workdir: string): string {
  return relative(workdir, path).split(sep).join('/');
}
