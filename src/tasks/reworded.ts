import { addToGroup, groupBy } from '../collections.ts';
import type { Task } from './types.ts';

/** Whether a task is an old one in other words: its title is similar, or its details or half of its sub-tasks are the same. */
export function createRewordedCheck(
  before: readonly Task[],
  matched: ReadonlyMap<Task, Task>,
): (task: Task, old: Task) => boolean {
  const oldChildren = groupBy(before, ({ parent }) => parent);
  const children = groupBy([...matched], ([{ parent }, old]) => JSON.stringify([parent, old.parent]));
  return (task, old) => {
    if (haveSimilarWords(task.title, old.title)) return true;
    if (task.body !== '' && task.body === old.body) return true;
    const same = children.get(JSON.stringify([task.key, old.key]))?.length ?? 0;
    return same > 0 && same * 2 >= (oldChildren.get(old.key)?.length ?? 0);
  };
}

/** Half of the words of the shorter one, and not only a verb that many titles begin with (`Implement …`). */
export function haveSimilarWords(one: string, other: string): boolean {
  const [words, others] = [wordsOf(one), wordsOf(other)];
  const shared = [...words].filter((word) => others.has(word));
  const least = Math.min(words.size, others.size);
  const isTelling = shared.length * 2 > least || shared.some((word) => !COMMON_VERBS.has(word));
  return isTelling && shared.length > 0 && shared.length * 2 >= least;
}

/** New and old tasks that share a word which no other task of either has. */
export function pairsByWord(after: readonly Task[], before: readonly Task[]): readonly (readonly [Task, Task])[] {
  const [byWord, oldByWord] = [tasksByWord(after), tasksByWord(before)];
  return [...byWord].flatMap(([word, [task, ...more]]) => {
    const [old, ...moreOld] = oldByWord.get(word) ?? [];
    const isOnly = more.length === 0 && moreOld.length === 0;
    return isOnly && task !== undefined && old !== undefined ? [[task, old] as const] : [];
  });
}

function tasksByWord(tasks: readonly Task[]): ReadonlyMap<string, readonly Task[]> {
  const byWord = new Map<string, Task[]>();
  for (const task of tasks) for (const word of wordsOf(task.title)) addToGroup(byWord, word, task);
  return byWord;
}

/** Words that mean something; where a script sets no spaces, its characters. */
const WORD =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]|(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}])[\p{L}\p{M}\p{N}])+/gu;
const COMMON_VERBS = new Set([
  'add',
  'build',
  'create',
  'define',
  'implement',
  'make',
  'set',
  'test',
  'update',
  'write',
]);
const FILLERS = new Set([
  'a',
  'an',
  'the',
  'and',
  'or',
  'of',
  'to',
  'for',
  'in',
  'on',
  'with',
  'from',
  'by',
  'at',
  'as',
]);

function wordsOf(title: string): ReadonlySet<string> {
  const words = title.toLowerCase().match(WORD) ?? [];
  const telling = words.filter((word) => !FILLERS.has(word));
  return new Set(telling.length > 0 ? telling : words);
}
