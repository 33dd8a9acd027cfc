import { addToGroup } from '../collections.ts';
import { UserError } from '../errors.ts';
import { mergeValue, type Versions } from '../three-way.ts';
import { rulesOf } from './formats/format-rules.ts';
import { clearCheckbox, clearCheckboxes, readCheckbox, STATE_MARKS } from './lines/checkbox.ts';
import { matchTasks } from './match-tasks.ts';
import { parseSpec, tasksOf } from './parse.ts';
import { readOutline } from './structure/outline.ts';
import type { Task, TaskState } from './types.ts';

/** A task with the lines that belong to it, or a heading with what stands between two tasks. */
interface Block {
  readonly text: string;
  /** null: no task. */
  readonly state: TaskState | null;
}

/** By a name that a block has in every version; in document order. */
type Blocks = ReadonlyMap<string, Block>;

/**
 * One tasks.md of two that parted at `base` (null: they never were one), task by task: ticks of one side stand at the
 * text of the other, and tasks that either added are in it. null: both changed one text, each in its own way, or one
 * changed what the other removed.
 */
export function mergeTasks(versions: Versions<string | null> & { ours: string; theirs: string }): string | null {
  const read = readVersions(versions);
  if (read === null) return null;
  const merged: Block[] = [];
  for (const key of mergeOrder(read)) {
    const block = mergeBlocks({ base: read.base.get(key), ours: read.ours.get(key), theirs: read.theirs.get(key) });
    if (block === 'conflict') return null;
    if (block !== 'removed') merged.push(block);
  }
  return (versions.theirs.startsWith('\uFEFF') ? '\uFEFF' : '') + joinBlocks(merged);
}

/** Done tasks of ours in whose place the merged list has others: what stands there now, a line each. */
export function findReplacedTasks(ours: string, merged: string): readonly string[] {
  const [before, after] = [tasksOf(ours), tasksOf(merged)];
  const matched = matchTasks(before, after, ({ state }) => state !== 'done');
  const remaining = new Set(matched.values());
  const replaced = new Map(
    before.filter((task) => task.state === 'done' && !remaining.has(task)).map((task) => [task.key, task]),
  );
  return after.flatMap((task) => {
    const old = matched.has(task) || task.state === 'done' ? undefined : replaced.get(task.key);
    const name = task.id ?? task.title;
    return old === undefined ? [] : [`${task.line}: task ${name} replaced a done one (${old.title}) and is open`];
  });
}

/** Whether two versions of a tasks.md differ in nothing but their checkboxes. */
export function haveSameWords(one: string, other: string): boolean {
  const words = (text: string) => wordsOf({ text: clearCheckboxes(text.replaceAll(LINE_END, '\n')), state: null });
  return words(one) === words(other);
}

/** null: one of them is no list of tasks. */
function readVersions({ base, ours, theirs }: Versions<string | null>): Versions<Blocks> | null {
  try {
    const [before, own, other] = [base, ours, theirs].map((text) => (text === null ? [] : parseSpec(text).tasks));
    const known = before ?? [];
    const match = matchDoneByWords(known, [own ?? [], other ?? []]);
    return {
      base: readBlocks(base ?? '', known, new Map(known.map((task) => [task, task]))),
      ours: readBlocks(ours ?? '', own ?? [], match(own ?? [])),
      theirs: readBlocks(theirs ?? '', other ?? [], match(other ?? [])),
    };
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

/** A tick that followed a number alone would have another task skipped for ever; on an open task none is at stake. */
function matchDoneByWords(before: readonly Task[], sides: readonly (readonly Task[])[]) {
  const done = new Set(before.filter(({ state }) => state === 'done'));
  for (const tasks of sides) {
    for (const [task, old] of matchTasks(before, tasks)) if (task.state === 'done') done.add(old);
  }
  return (tasks: readonly Task[]) => matchTasks(before, tasks, (old) => !done.has(old));
}

/** @param origins task → the task of the base that it was; an added one is told by its title. */
function readBlocks(text: string, tasks: readonly Task[], origins: ReadonlyMap<Task, Task>): Blocks {
  const { lines, entries } = readOutline(text, rulesOf(text, 'auto'));
  const blocks = new Map<string, Block>();
  const occurrences = new Map<string, number>();
  const add = (name: string, from: number, to: number, state: TaskState | null) => {
    const occurrence = (occurrences.get(name) ?? 0) + 1;
    occurrences.set(name, occurrence);
    blocks.set(`${name}\n${occurrence}`, { text: text.slice(lines[from]?.start, lines[to]?.start), state });
  };
  const addText = (from: number, to: number) => {
    if (from < to) add(`text ${lines[from]?.text.trim()}`, from, to, null);
  };
  const byLine = new Map(tasks.map((task) => [task.line, task]));
  let at = 0;
  for (const { lineIndex, bodyEnd, checkbox, label } of entries) {
    addText(at, lineIndex);
    const task = byLine.get(lineIndex + 1);
    const origin = task === undefined ? undefined : origins.get(task);
    add(origin === undefined ? `added ${label.title}` : `task ${origin.key}`, lineIndex, bodyEnd, checkbox.state);
    at = bodyEnd;
  }
  addText(at, lines.length);
  return blocks;
}

/** Theirs, with what they do not have behind what it stands behind with us. */
function mergeOrder({ ours, theirs }: Versions<Blocks>): string[] {
  const followers = new Map<string | null, string[]>();
  let previous: string | null = null;
  for (const key of ours.keys()) {
    if (theirs.has(key)) previous = key;
    else addToGroup(followers, previous, key);
  }
  return [...(followers.get(null) ?? []), ...[...theirs.keys()].flatMap((key) => [key, ...(followers.get(key) ?? [])])];
}

function mergeBlocks({ base, ours, theirs }: Versions<Block | undefined>): Block | 'removed' | 'conflict' {
  const words = { base: wordsOf(base), ours: wordsOf(ours), theirs: wordsOf(theirs) };
  const merged = mergeValue<string | null | 'conflict'>(words, () => 'conflict');
  if (merged === 'conflict') return 'conflict';
  if (merged === null) return 'removed';
  // Where nobody changed the words, theirs may still be spaced otherwise.
  const source = merged === words.theirs ? theirs : ours;
  if (source === undefined) return 'removed';
  if (ours === undefined || theirs === undefined) return source;
  const states = { base: base?.state ?? null, ours: ours.state, theirs: theirs.state };
  const isDone = ours.state === 'done' || theirs.state === 'done';
  return withState(
    source,
    mergeValue(states, () => (isDone ? 'done' : theirs.state)),
  );
}

const LINE_END = /\r\n|\n|\r/g;

/** What a block says, whatever its checkbox and its line ends; null: it is not there. */
function wordsOf(block: Block | undefined): string | null {
  if (block === undefined) return null;
  const [first = '', ...rest] = block.text.split(LINE_END).map((line) => line.trimEnd());
  return [block.state === null ? first : clearCheckbox(first), ...rest].join('\n').trim();
}

function withState(block: Block, state: TaskState | null): Block {
  const checkbox = readCheckbox(block.text.split(LINE_END, 1)[0] ?? '');
  if (state === null || state === 'unknown' || state === block.state || checkbox === null) return block;
  const { mark, markOffset } = checkbox;
  const text = block.text.slice(0, markOffset) + STATE_MARKS[state] + block.text.slice(markOffset + mark.length);
  return { text, state };
}

/** The last line of a file may have no end, and not be the last any more. */
function joinBlocks(blocks: readonly Block[]): string {
  const lineEnd = blocks.some(({ text }) => text.includes('\r\n')) ? '\r\n' : '\n';
  return blocks
    .map(({ text }, index) => (index === blocks.length - 1 || /[\r\n]$/.test(text) ? text : text + lineEnd))
    .join('');
}
