import { normalizeTitle } from '../../tasks/match-tasks.ts';
import { haveSimilarWords } from '../../tasks/reworded.ts';
import type { Halt, OpenQuestion, SpecState } from '../types.ts';
import { WHOLE_SPEC } from './transitions.ts';

interface Titled {
  readonly key: string;
  readonly title: string;
}

/**
 * The state of a spec whose tasks a person renumbered: what is known of a unit, its halt and the answers to it go with
 * the task, by its title. A halt of a task that is gone is one of the whole spec. Where nothing moved: the same state.
 */
export function followTasks(state: SpecState, units: readonly Titled[]): SpecState {
  const moves = findMoves(titlesOnRecord(state), units);
  if (moves.size === 0) return state;
  const moveHalt = (halt: Halt): Halt =>
    halt.task !== null && moves.has(halt.task) ? { ...halt, task: moves.get(halt.task) ?? null } : halt;
  const halt = state.halt === null ? null : moveHalt(state.halt);
  const { answers, questions, settling, under_way } = state;
  const underWay = under_way == null ? under_way : { ...under_way, task: moves.get(under_way.task) ?? under_way.task };
  return {
    ...state,
    units: moveKeys(state.units, moves, null),
    assignments: moveKeys(state.assignments, moves, null),
    completed: moveCompleted(state.completed, moves),
    halt,
    halted_task: halt === null ? state.halted_task : halt.task,
    ...(answers === undefined ? {} : { answers: moveKeys(answers, moves, WHOLE_SPEC) }),
    ...(questions == null ? {} : { questions: { ...questions, list: questions.list.map(moveQuestion(moves)) } }),
    ...(settling === undefined ? {} : { settling: settling.map(moveHalt) }),
    ...(under_way === undefined ? {} : { under_way: underWay }),
  };
}

/** A question about a task that is gone concerns nobody any more. */
function moveQuestion(moves: ReadonlyMap<string, string | null>): (question: OpenQuestion) => OpenQuestion {
  return (question) => ({
    ...question,
    units: question.units.flatMap((unit) => {
      const key = moves.has(unit.key) ? (moves.get(unit.key) ?? null) : unit.key;
      return key === null ? [] : [{ ...unit, key }];
    }),
  });
}

function titlesOnRecord({ units, halt, questions, settling = [] }: SpecState): ReadonlyMap<string, string> {
  const halts = [...settling, ...(halt === null ? [] : [halt])];
  const asked = (questions?.list ?? []).flatMap((question) => question.units);
  return new Map([
    ...asked.flatMap(({ key, title }) => (key === WHOLE_SPEC ? [] : [[key, title] as const])),
    ...halts.flatMap(({ task, title }) => (task === null ? [] : [[task, title] as const])),
    ...Object.entries(units).flatMap(([key, { title }]) => (title === undefined ? [] : [[key, title] as const])),
  ]);
}

/** Key on record → key today; null: the task is gone, and another has its number. */
function findMoves(titles: ReadonlyMap<string, string>, units: readonly Titled[]): ReadonlyMap<string, string | null> {
  const byKey = new Map(units.map((unit) => [unit.key, unit]));
  const isSame = (title: string, unit: Titled | undefined) =>
    unit !== undefined && normalizeTitle(unit.title) === normalizeTitle(title);
  const staying = new Set([...titles].flatMap(([key, title]) => (isSame(title, byKey.get(key)) ? [key] : [])));
  const taken = new Set(staying);
  const moves = new Map<string, string | null>();
  for (const [key, title] of titles) {
    if (staying.has(key)) continue;
    const [found, ...others] = units.filter((unit) => isSame(title, unit) && !staying.has(unit.key));
    if (found === undefined || others.length > 0 || taken.has(found.key)) continue;
    moves.set(key, found.key);
    taken.add(found.key);
  }
  for (const [key, title] of titles) {
    const unit = byKey.get(key);
    if (staying.has(key) || moves.has(key) || unit === undefined) continue;
    // In other words, it is still the one with this number.
    if (taken.has(key) || !haveSimilarWords(title, unit.title)) moves.set(key, null);
  }
  return moves;
}

/** `gone`: the key for what belongs to no task any more; null: it goes too. */
function moveKeys<T>(
  record: Readonly<Record<string, T>>,
  moves: ReadonlyMap<string, string | null>,
  gone: string | null,
): Record<string, T> {
  return Object.fromEntries(
    Object.entries(record).flatMap(([key, value]) => {
      const to = moves.has(key) ? (moves.get(key) ?? gone) : key;
      return to === null ? [] : [[to, value]];
    }),
  );
}

/** Sub-tasks are numbered after their task. */
function moveCompleted(completed: readonly string[], moves: ReadonlyMap<string, string | null>): string[] {
  return completed.flatMap((key) => {
    const [root = key] = [...moves.keys()].filter((from) => key === from || key.startsWith(`${from}.`));
    if (!moves.has(root)) return [key];
    const to = moves.get(root) ?? null;
    return to === null ? [] : [to + key.slice(root.length)];
  });
}
