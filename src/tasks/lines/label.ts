import { saysOptional } from './optional.ts';

/** The text of a box or heading, taken apart into id and title. */
export interface Label {
  /** As written, without what stands around it; null: the text carries none. */
  readonly id: string | null;
  /** false: `3 tests pass` looks the same as `3 Write tests`; only the neighbours can tell. */
  readonly certain: boolean;
  /** The word before the number, as written (`Task`, `任务`, `Phase`); null: none. */
  readonly word: string | null;
  readonly title: string;
  readonly optional: boolean;
  /** `~~7.1 …~~`: struck out. */
  readonly struck: boolean;
}

/** "Task" as people write it before a number, in the languages seen. */
const TASK_WORDS =
  'tasks?|任务|任務|タスク|작업|태스크|과제|задач[аи]|задание|tareas?|tarefas?|tâches?|tugas|nhiệm vụ|công việc|المهمة|مهمة|aufgabe';

const DIGIT = /^\d/;
const MARKERS = /^(?:\*\*|~~|__|`){1,4}/;
const TASK_WORD = new RegExp(`^(${TASK_WORDS})(?:[ \\t]{0,3}#?(?=\\d)|[ \\t]{1,3}(?=T\\d|[A-Z][A-Z0-9]{0,30}-))`, 'iu');
const ONLY_TASK_WORD = new RegExp(`^(?:${TASK_WORDS})$`, 'iu');
const ANY_WORD = /^(\p{L}{1,30})[ \t]{0,3}#?(?=\d)/u;
/** No `x` behind a number: `1.5x faster`. */
const NUMBER = /^\d{1,9}[A-WYZa-wyz]?(?:\.\d{1,9}[A-WYZa-wyz]?){0,15}/;
/** Standards are written like codes: `UTF-8 is read` is no task of that name. */
const CODE =
  /^(?!(?:AES|CVE|ECMA|GMT|HTTP|IEEE|ISO|RFC|RSA|SHA|TLS|UTC|UTF)-)(?:T\d{1,9}|(?:[A-Z][A-Z0-9]{0,30}-){1,4}\d{1,9})/;
/** `3-way merge`. */
const COMPOUND = /^-\p{Ll}/u;
const AFTER = /^(\\?\*(?!\*))?(\\?[.)]|[:：、．）])?(\\?\*(?!\*))?((?:\*\*|~~|__|`){0,4})/;
const BOUNDARY = /^(?:$|[\s:：()[\]{}（）【】「」\-–—])/;
/** Full-width punctuation holds its own blank. */
const WIDE_STOP = /[：、．）]/;
/** Scripts that put no blank after `1.`. */
const UNSPACED = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u;

/** `anyWord`: also `Phase 2`, `Step 2`, … carry a number, as they do in headings. */
export function readLabel(text: string, anyWord = false): Label {
  // Most labels start with their number; what may stand before it is looked for only where something does.
  const plain = DIGIT.test(text);
  const opened = plain ? '' : (MARKERS.exec(text)?.[0] ?? '');
  let rest = plain ? text : text.slice(opened.length);
  const word = plain ? null : (anyWord ? ANY_WORD : TASK_WORD).exec(rest);
  if (word !== null) rest = rest.slice(word[0].length);
  const found = NUMBER.exec(rest) ?? CODE.exec(rest);
  if (found === null) return unnumbered(text);
  const id = found[0];
  rest = rest.slice(id.length);
  const [after = '', starBefore, stop, starBehind, closed = ''] = AFTER.exec(rest) ?? [];
  rest = rest.slice(after.length);
  const ends = BOUNDARY.test(rest) || WIDE_STOP.test(stop ?? '') || (stop !== undefined && UNSPACED.test(rest));
  if (!ends || (COMPOUND.test(rest) && /^\d+$/.test(id) && after === '')) return unnumbered(text);
  const title = (opened === '' ? rest : withoutClosers(rest, opened, closed)).replace(/^\s*(?:[:：]|[-–—](?=\s))?/, '');
  return {
    id,
    certain: stop !== undefined || word !== null || /[.-]|^T/.test(id) || /^[:：]/.test(rest),
    word: word?.[1] ?? null,
    title: title.trim(),
    optional: starBefore !== undefined || starBehind !== undefined || saysOptional(title),
    struck: opened.includes('~~'),
  };
}

/** The whole text as title. */
export function unnumbered(text: string): Label {
  const title = text.trim();
  return {
    id: null,
    certain: true,
    word: null,
    title,
    optional: saysOptional(title),
    struck: /^(?:\*\*)?~~/.test(text),
  };
}

/** Is the word before a number one for "task", or is there none? `Phase 2` counts phases, not tasks. */
export function numbersTasks(label: Label): boolean {
  return label.word === null || ONLY_TASK_WORD.test(label.word);
}

/** `**1.1 Build it** now`: what was opened before the id is closed somewhere in the title. */
function withoutClosers(rest: string, opened: string, closed: string): string {
  let title = rest;
  for (const [marker] of opened.matchAll(/\*\*|~~|__|`/g)) {
    if (closed.includes(marker)) continue;
    const at = title.indexOf(marker);
    if (at >= 0) title = title.slice(0, at) + title.slice(at + marker.length);
  }
  return title;
}
