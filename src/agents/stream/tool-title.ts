import path from 'node:path';
import { firstCharacters } from '../../text.ts';
import { asString, type Json } from './json.ts';

const MAX_TITLE_LENGTH = 160;

/** Short words for what the CLIs call their reading tools. */
const TOOL_VERBS: Readonly<Record<string, string>> = {
  view: 'read',
  read_file: 'read',
  read_many_files: 'read',
  rg: 'grep',
  grep_search: 'grep',
  search_file_content: 'grep',
  ls: 'list',
  list_directory: 'list',
  web_fetch: 'fetch',
  webfetch: 'fetch',
  web_search: 'search',
  websearch: 'search',
  google_web_search: 'search',
};

/**
 * One line for a tool call, as a colleague's terminal would show it: `$ npm test`, `~ src/x.ts +12 −3`,
 * `? grep "foo"`. Told from the arguments rather than the name, so that a new tool of a known kind reads well too.
 */
export function toolTitle(name: string, input: Json, workdir = ''): string {
  const command = firstField(input, 'command', 'cmd', 'script');
  if (command !== null) return shellTitle(command);
  const file = firstField(input, 'file_path', 'filePath', 'path', 'absolute_path', 'notebook_path', 'dir_path');
  const shownPath = file === null ? '' : shortPath(file, workdir);
  const patch = firstField(input, 'patch', 'patchText', 'input');
  if (patch?.startsWith('*** Begin Patch')) return oneLine(patchTitle(patch, workdir));
  const newText = firstField(
    input,
    'new_string',
    'newString',
    'new_str',
    'content',
    'file_text',
    'contents',
    'new_source',
  );
  const oldText = firstField(input, 'old_string', 'oldString', 'old_str');
  if (shownPath !== '' && (newText !== null || oldText !== null))
    return editTitle(shownPath, ...countChangedLines(oldText, newText));
  const verb = TOOL_VERBS[name.toLowerCase()] ?? name.toLowerCase();
  const query = firstField(input, 'pattern', 'query', 'url');
  if (query !== null) return oneLine(`? ${verb} ${query.includes('://') ? query : JSON.stringify(query)} ${shownPath}`);
  if (shownPath !== '') return oneLine(`? ${verb} ${shownPath}`);
  return oneLine(`${name} ${firstField(input, 'description', 'title', 'intent', 'prompt') ?? summarizeInput(input)}`);
}

/** `$ npm test`, out of what wraps it (`/bin/bash -lc "…"`). */
export function shellTitle(command: string): string {
  const wrapped = /^(?:\S*\/)?(?:ba|z|da)?sh -l?c (?:"([\s\S]*)"|'([\s\S]*)')$/.exec(command);
  const inner = wrapped?.[1]?.replace(/\\(["$`\\])/g, '$1') ?? wrapped?.[2]?.replaceAll("'\\''", "'");
  return oneLine(`$ ${inner ?? command}`);
}

/** `~ src/x.ts +12 −3`; numbers that are null or 0 are left out. */
export function editTitle(file: string, added: number | null, removed: number | null): string {
  return oneLine(`~ ${file}${added ? ` +${added}` : ''}${removed ? ` −${removed}` : ''}`);
}

/** The path seen from the working tree, where it lies in it. */
export function shortPath(file: string, workdir: string): string {
  if (workdir === '' || !path.isAbsolute(file)) return file;
  const relative = path.relative(workdir, file);
  return relative === '' ? '.' : relative.startsWith('..') ? file : relative;
}

/** A text in one line of bounded length, without control characters. */
export function oneLine(text: string): string {
  // Cut before the work: a tool's argument may be megabytes long.
  const singleLine = firstCharacters(text, 4 * MAX_TITLE_LENGTH)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return singleLine.length > MAX_TITLE_LENGTH || text.length > 4 * MAX_TITLE_LENGTH
    ? `${firstCharacters(singleLine, MAX_TITLE_LENGTH - 1)}…`
    : singleLine;
}

function patchTitle(patch: string, workdir: string): string {
  const files = [...patch.matchAll(/^\*\*\* (?:Add|Update|Delete) File: (.+)$/gm)].map((m) =>
    shortPath(m[1] ?? '', workdir),
  );
  const added = patch.match(/^\+/gm)?.length ?? 0;
  const removed = patch.match(/^-/gm)?.length ?? 0;
  return editTitle(files.join(', '), added, removed);
}

function firstField(input: Json, ...names: readonly string[]): string | null {
  for (const name of names) {
    const value = input[name];
    if (Array.isArray(value) && value.every((word) => typeof word === 'string')) return value.join(' ');
    const text = asString(value);
    if (text !== null) return text;
  }
  return null;
}

/** Lines added and removed. What both begin or end with is only there to find the place. */
function countChangedLines(oldText: string | null, newText: string | null): [added: number, removed: number] {
  const oldLines = lines(oldText);
  const newLines = lines(newText);
  const shorter = Math.min(oldLines.length, newLines.length);
  let commonPrefix = 0;
  while (commonPrefix < shorter && oldLines[commonPrefix] === newLines[commonPrefix]) commonPrefix++;
  let commonSuffix = 0;
  while (commonSuffix < shorter - commonPrefix && oldLines.at(-1 - commonSuffix) === newLines.at(-1 - commonSuffix))
    commonSuffix++;
  return [newLines.length - commonPrefix - commonSuffix, oldLines.length - commonPrefix - commonSuffix];
}

function lines(text: string | null): string[] {
  return text === null || text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

function summarizeInput(input: Json): string {
  const fields = Object.entries(input).flatMap(([key, value]) =>
    typeof value === 'object' ? [] : [`${key}=${firstCharacters(String(value), MAX_TITLE_LENGTH)}`],
  );
  return fields.join(' ');
}
