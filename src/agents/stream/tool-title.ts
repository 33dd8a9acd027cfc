import path from 'node:path';
import { type Json, string } from './json.ts';

const LONGEST = 160;

/** Short words for what the CLIs call their reading tools. */
const VERBS: Readonly<Record<string, string>> = {
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
  const command = field(input, 'command', 'cmd', 'script');
  if (command !== null) return shellTitle(command);
  const file = field(input, 'file_path', 'filePath', 'path', 'absolute_path', 'notebook_path', 'dir_path');
  const place = file === null ? '' : shortPath(file, workdir);
  const patch = field(input, 'patch', 'patchText', 'input');
  if (patch?.startsWith('*** Begin Patch')) return oneLine(patchTitle(patch, workdir));
  const now = field(input, 'new_string', 'newString', 'new_str', 'content', 'file_text', 'contents', 'new_source');
  const before = field(input, 'old_string', 'oldString', 'old_str');
  if (place !== '' && (now !== null || before !== null)) return editTitle(place, ...changedLines(before, now));
  const verb = VERBS[name.toLowerCase()] ?? name.toLowerCase();
  const what = field(input, 'pattern', 'query', 'url');
  if (what !== null) return oneLine(`? ${verb} ${what.includes('://') ? what : JSON.stringify(what)} ${place}`);
  if (place !== '') return oneLine(`? ${verb} ${place}`);
  return oneLine(`${name} ${field(input, 'description', 'title', 'intent', 'prompt') ?? inBrief(input)}`);
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

/** The path seen from the work tree, where it lies in it. */
export function shortPath(file: string, workdir: string): string {
  if (workdir === '' || !path.isAbsolute(file)) return file;
  const relative = path.relative(workdir, file);
  return relative === '' ? '.' : relative.startsWith('..') ? file : relative;
}

/** A text in one line of bounded length, without control characters. */
export function oneLine(text: string): string {
  // Cut before the work: a tool's argument may be megabytes long.
  const flat = text
    .slice(0, 4 * LONGEST)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return flat.length > LONGEST || text.length > 4 * LONGEST ? `${flat.slice(0, LONGEST - 1)}…` : flat;
}

function patchTitle(patch: string, workdir: string): string {
  const files = [...patch.matchAll(/^\*\*\* (?:Add|Update|Delete) File: (.+)$/gm)].map((m) =>
    shortPath(m[1] ?? '', workdir),
  );
  const added = patch.match(/^\+/gm)?.length ?? 0;
  const removed = patch.match(/^-/gm)?.length ?? 0;
  return editTitle(files.join(', '), added, removed);
}

function field(input: Json, ...names: readonly string[]): string | null {
  for (const name of names) {
    const value = input[name];
    if (Array.isArray(value) && value.every((word) => typeof word === 'string')) return value.join(' ');
    const text = string(value);
    if (text !== null) return text;
  }
  return null;
}

/** Lines added and removed. What both begin or end with is only there to find the place. */
function changedLines(before: string | null, now: string | null): [added: number, removed: number] {
  const old = lines(before);
  const fresh = lines(now);
  const most = Math.min(old.length, fresh.length);
  let head = 0;
  while (head < most && old[head] === fresh[head]) head++;
  let tail = 0;
  while (tail < most - head && old.at(-1 - tail) === fresh.at(-1 - tail)) tail++;
  return [fresh.length - head - tail, old.length - head - tail];
}

function lines(text: string | null): string[] {
  return text === null || text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

function inBrief(input: Json): string {
  const words = Object.entries(input).flatMap(([key, value]) =>
    typeof value === 'object' ? [] : [`${key}=${String(value).slice(0, LONGEST)}`],
  );
  return words.join(' ');
}
