import { type OptionalTag, readOptionalTag } from './optional.ts';

/** The text of a checkbox or heading, taken apart into id and title. */
export interface Label {
  /** As written, without what stands around it; null: the text carries none. */
  readonly id: string | null;
  /** false: `3 tests pass` looks the same as `3 Write tests`; only the neighbours can tell. */
  readonly certain: boolean;
  /** The word before the number, as written (`Task`, `任务`, `Phase`); null: none. */
  readonly prefix: string | null;
  readonly title: string;
  /** A star at the id. */
  readonly starred: boolean;
  /** What its words say of being optional. */
  readonly optionalTag: OptionalTag;
  /** `~~7.1 …~~`: struck out. */
  readonly struckOut: boolean;
  /** spec-kit's `[P]`: may be worked on beside its neighbours. */
  readonly parallel?: boolean;
  /** spec-kit's `[US1]`. */
  readonly stories?: readonly string[];
}

/** "Task" as people write it before a number, in the languages seen. */
const TASK_WORDS =
  'tasks?|任务|任務|タスク|작업|태스크|과제|задач[аи]|задание|tareas?|tarefas?|tâches?|tugas|nhiệm vụ|công việc|المهمة|مهمة|aufgabe';

const DIGIT = /^\d/;
const MARKERS = /^(?:\*\*|~~|__|`){1,4}/;
const TASK_WORD = new RegExp(`^(${TASK_WORDS})(?:[ \\t]{0,3}#?(?=\\d)|[ \\t]{1,3}(?=T\\d|[A-Z][A-Z0-9]{0,30}-))`, 'iu');
const ONLY_TASK_WORD = new RegExp(`^(?:${TASK_WORDS})$`, 'iu');
const ANY_WORD = /^(\p{L}{1,30})[ \t]{0,3}#?(?=\d)/u;
/** No `x` behind a number: `1.5x faster`. `1.V`: the gate at the end of 1. */
const NUMBER = /^\d{1,9}[A-WYZa-wyz]?(?:\.\d{1,9}[A-WYZa-wyz]?){0,15}(?:\.V(?![\p{L}\d]))?/u;
/** Standards are written like codes: `UTF-8 is read` is no task of that name. */
const CODE =
  /^(?!(?:AES|CVE|ECMA|GMT|HTTP|IEEE|ISO|RFC|RSA|SHA|TLS|UTC|UTF)-)(?:T\d{1,9}|(?:[A-Z][A-Z0-9]{0,30}-){1,4}\d{1,9})/;
/** `3-way merge`. */
const COMPOUND = /^-\p{Ll}/u;
const AFTER_ID = /^(\\?\*(?!\*))?(\\?[.)]|[:：、．）])?(\\?\*(?!\*))?((?:\*\*|~~|__|`){0,4})/;
const BOUNDARY = /^(?:$|[\s:：()[\]{}（）【】「」\-–—])/;
/** Full-width punctuation holds its own blank. */
const WIDE_STOP = /[：、．）]/;
/** Scripts that put no blank after `1.`. */
const UNSPACED_SCRIPT = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u;

/** `anyWord`: also `Phase 2`, `Step 2`, … carry a number, as they do in headings. */
export function readLabel(text: string, anyWord = false): Label {
  const { openMarkers, word, rest } = readBeforeId(text, anyWord);
  const id = (NUMBER.exec(rest) ?? CODE.exec(rest))?.[0];
  if (id === undefined) return unnumberedLabel(text);
  const [after = '', starBefore, stop, starBehind, closeMarkers = ''] = AFTER_ID.exec(rest.slice(id.length)) ?? [];
  const behind = rest.slice(id.length + after.length);
  if (!isIdEnd(id, after, stop, behind)) return unnumberedLabel(text);
  const title = (openMarkers === '' ? behind : removeClosingMarkers(behind, openMarkers, closeMarkers)).replace(
    /^\s*(?:[:：]|[-–—](?=\s))?/,
    '',
  );
  return {
    id,
    certain: stop !== undefined || word !== null || /[.-]|^T/.test(id) || /^[:：]/.test(behind),
    prefix: word?.[1] ?? null,
    title: title.trim(),
    starred: starBefore !== undefined || starBehind !== undefined,
    optionalTag: readOptionalTag(title),
    struckOut: openMarkers.includes('~~'),
  };
}

/** Most labels start with their number; what may stand before it is looked for only where something does. */
function readBeforeId(
  text: string,
  anyWord: boolean,
): { readonly openMarkers: string; readonly word: RegExpExecArray | null; readonly rest: string } {
  if (DIGIT.test(text)) return { openMarkers: '', word: null, rest: text };
  const openMarkers = MARKERS.exec(text)?.[0] ?? '';
  const rest = text.slice(openMarkers.length);
  const word = (anyWord ? ANY_WORD : TASK_WORD).exec(rest);
  return { openMarkers, word, rest: word === null ? rest : rest.slice(word[0].length) };
}

/** Whether the id ends where a title may begin, and is no part of a word. */
function isIdEnd(id: string, after: string, stop: string | undefined, behind: string): boolean {
  const atBoundary =
    BOUNDARY.test(behind) || WIDE_STOP.test(stop ?? '') || (stop !== undefined && UNSPACED_SCRIPT.test(behind));
  const isCompound = COMPOUND.test(behind) && /^\d+$/.test(id) && after === '';
  return atBoundary && !isCompound;
}

/** The whole text as title. */
export function unnumberedLabel(text: string): Label {
  const title = text.trim();
  return {
    id: null,
    certain: true,
    prefix: null,
    title,
    starred: false,
    optionalTag: readOptionalTag(title),
    struckOut: /^(?:\*\*)?~~/.test(text),
  };
}

/** Is the word before a number one for "task", or is there none? `Phase 2` counts phases, not tasks. */
export function isTaskLabel(label: Label): boolean {
  return label.prefix === null || ONLY_TASK_WORD.test(label.prefix);
}

/** `**1.1 Build it** now`: what was opened before the id is closed somewhere in the title. */
function removeClosingMarkers(rest: string, openMarkers: string, closeMarkers: string): string {
  let title = rest;
  for (const [marker] of openMarkers.matchAll(/\*\*|~~|__|`/g)) {
    if (closeMarkers.includes(marker)) continue;
    const at = title.indexOf(marker);
    if (at >= 0) title = title.slice(0, at) + title.slice(at + marker.length);
  }
  return title;
}
